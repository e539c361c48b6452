import Clients
import Dashboard
import FoundationEssentials
import Host
import Maintenance

/// The person's own keys and themes, read by the engine while the dashboard is on the screen already: the program that
/// draws knows no YAML.
final class AppearanceReading {
  private let program: PipedProgram

  /// Starts to read the files of a folder.
  init(_ folder: OwnFolder) throws(CommandError) {
    program = try PipedProgram([Surroundings.enginePath, "appearance", "--json", "--folder", folder.path])
  }

  /// What to wait for beside the keyboard.
  var descriptor: Int32 { program.descriptor }

  /// What the files say; `nil` while more is to come.
  func taken() -> OwnAppearance? {
    guard program.take() else { return nil }
    do { return try JSONDecoder().decode(Document.self, from: Data(program.output)).value } catch {
      let said = String(decoding: program.output.prefix(400), as: UTF8.self)
      let reason = said.split(separator: "\n").first.map(String.init) ?? "vigie-engine appearance"
      return OwnAppearance(faults: [
        LocalizedText(
          french: "touches et thèmes illisibles : \(reason)", english: "keys and themes not read: \(reason)")
      ])
    }
  }

  private struct Document: Decodable {
    let value: OwnAppearance
  }
}
