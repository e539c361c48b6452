import Host
import Maintenance

/// What was in a store when it was last looked at, `STATE/stores/NAME.json`: a store may be far, asleep or unplugged.
public struct StoreRecord: Codable, Sendable, Hashable {
  public var store: String
  /// The ids of its backups.
  public var ids: [String]
  public var at: Timestamp
  /// The ids of backups that are here and stay away from it, because their time there is over.
  public var leftOut: [String]?

  func keep(_ state: StateFolder) throws(StepFailure) {
    let text = try JSONText.page(self)
    do throws(FileFault) {
      try FileSystem.makeFolder(state.stores)
      try FileSystem.writeAtomically(state.stores + "/" + store + ".json", text)
    } catch {
      throw StepFailure(error)
    }
  }

  /// What is known of a store; `nil` when it was never looked at.
  public static func read(_ store: String, _ state: StateFolder) -> StoreRecord? {
    let path = state.stores + "/" + store + ".json"
    return (try? FileSystem.read(path)).flatMap { try? JSONText.read(StoreRecord.self, $0, path: path) }
  }
}
