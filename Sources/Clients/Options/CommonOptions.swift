import ArgumentParser
import Host
import Maintenance

/// The options that every command takes.
package struct CommonOptions: ParsableArguments {
  @Option(help: "The plan's file (/etc/vigie/plan.yaml when it is there, else the sandbox).")
  package var plan: String?

  @Option(help: "The state folder: register, socket, sandbox, locks.")
  package var state: String?

  @Option(help: "The language: fr or en (else the plan's, else the locale's).")
  package var lang: String?

  @Flag(help: "Print JSON on standard output.")
  package var json = false

  @Flag(help: "Print plain lines, without colour.")
  package var plain = false

  @Option(help: "Colour: auto, always or never.")
  package var color: ColourUse = .auto

  @Flag(help: "Never ask anything; fail where an answer would be needed.")
  package var noInput = false

  @Flag(help: "Show what would be done, and do nothing.")
  package var dryRun = false

  @Flag(help: "Refuse everything that changes something.")
  package var readOnly = false

  @Option(help: "Where /proc is read from.")
  package var procfs = "/proc"

  @Option(help: "Where /sys is read from.")
  package var sysfs = "/sys"

  @Option(help: "What mount points are looked up below.")
  package var rootfs = ""

  package init() {}

  package func validate() throws {
    if let lang, Language(rawValue: lang) == nil {
      throw ValidationError("--lang \(lang): expected fr or en")
    }
    // What is left of a variable that is not set would mean the folder in which the command happens to run.
    for (name, path) in [("--state", state), ("--plan", plan)] where path?.isEmpty == true {
      throw ValidationError("\(name): a path is expected, and this one is empty")
    }
  }

  /// The options as values.
  package var values: ClientOptions {
    var values = ClientOptions()
    values.plan = plan
    values.state = state
    values.lang = lang
    values.json = json
    values.plain = plain
    values.color = color
    values.noInput = noInput
    values.dryRun = dryRun
    values.readOnly = readOnly
    values.roots = Roots(proc: procfs, sys: sysfs, root: rootfs == "/" ? "" : rootfs)
    return values
  }
}
