import ArgumentParser
import Clients
import Configuration
import Dashboard
import Maintenance

/// `vigie appearance`: the person's own keys and themes, and what is wrong with them. The dashboard reads its `--json`.
struct AppearanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appearance", abstract: "Your own keys and themes, and every fault in their files.")

  @Option(help: "The folder of keys.yaml and themes ($XDG_CONFIG_HOME/vigie).")
  var folder: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(common.values)
    let folder = folder ?? Surroundings.personalConfiguration
    let read = PersonalAppearance.read(folder: folder, table: Keymap.table)
    let faults = read.faults.map { LocalizedText(french: $0.text(in: .french), english: $0.text(in: .english)) }
    let own = OwnAppearance(keymap: Keymap(read.keys), themes: read.themes, faults: faults)
    guard !session.console.isJSON else { return try session.console.json("vigie.appearance/1", own) }
    session.console.say(folder)
    for name in read.keys.keys.sorted() { session.console.say("  keys.yaml  \(name)") }
    for name in read.themeNames { session.console.say("  themes     \(name)") }
    for fault in faults { session.console.remark(fault) }
    if !faults.isEmpty { throw ExitCode(78) }
  }
}
