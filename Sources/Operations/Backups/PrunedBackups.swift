import Host
import Maintenance

/// The ids of the backups that have gone here by the rules, unasked or agreed to, `STATE/pruned.json`, the latest last: their
/// copies in the stores may follow, however many they are by then.
enum PrunedBackups {
  /// How many are remembered: more than a plan has in a year.
  private static let most = 20_000

  /// The ids that have gone.
  static func ids(_ state: StateFolder) -> [String] {
    (try? FileSystem.read(state.pruned)).flatMap { try? JSONText.read([String].self, $0, path: state.pruned) } ?? []
  }

  /// Adds to them.
  static func add(_ gone: [String], _ state: StateFolder) throws(StepFailure) {
    guard !gone.isEmpty else { return }
    let text = try JSONText.page(Array((ids(state) + gone).suffix(most)))
    do throws(FileFault) { try FileSystem.writeAtomically(state.pruned, text) } catch { throw StepFailure(error) }
  }
}
