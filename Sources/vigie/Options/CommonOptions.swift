import ArgumentParser
import CursesTerminal
import Host
import Maintenance

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(help: "The plan's file (/etc/vigie/plan.yaml when it is there, else the sandbox).")
  var plan: String?

  @Option(help: "The state folder: register, socket, sandbox, locks.")
  var state: String?

  @Option(help: "The language: fr or en (else the plan's, else the locale's).")
  var lang: String?

  @Flag(help: "Print JSON on standard output.")
  var json = false

  @Flag(help: "Print plain lines, without colour.")
  var plain = false

  @Option(help: "Colour: auto, always or never.")
  var color: ColourChoice = .auto

  @Flag(help: "Never ask anything; fail where an answer would be needed.")
  var noInput = false

  @Flag(help: "Show what would be done, and do nothing.")
  var dryRun = false

  @Flag(help: "Refuse everything that changes something.")
  var readOnly = false

  @Option(help: "Where /proc is read from.")
  var procfs = "/proc"

  @Option(help: "Where /sys is read from.")
  var sysfs = "/sys"

  @Option(help: "What mount points are looked up below.")
  var rootfs = ""

  func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError("--lang \(lang): expected fr or en")
    }
  }

  var roots: Roots { Roots(proc: procfs, sys: sysfs, root: rootfs == "/" ? "" : rootfs) }
}

extension ColourChoice: ExpressibleByArgument {}
