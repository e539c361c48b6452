import Crypto
import Host
import Maintenance

/// A hash of what a leg saves: names, kinds, modes, owners and contents. When it is another, something significant has
/// changed; times alone change nothing.
public enum Fingerprint {
  /// The key of a manifest's digests under which it stands.
  public static let key = "(fingerprint)"

  /// The hash of a scope's folders and files; `nil` when the plan names none, or one of them cannot be read.
  public static func of(_ scope: RestoreScope, plan: Plan) -> String? {
    let items = ArchiveItem.of(scope, plan: plan)
    guard !items.isEmpty else { return nil }
    var hash = SHA256()
    do throws(FileFault) {
      for item in items {
        var entries: [(path: String, facts: FileFacts)] = []
        try FileSystem.walk(item.path) { entries.append(($0, $1)) }
        for (path, facts) in entries.sorted(by: { $0.path < $1.path }) {
          hash.update(data: Array("\(path)\0\(facts.kind.rawValue) \(facts.mode) \(facts.owner) \(facts.group)\0".utf8))
          if facts.kind == .file {
            try FileSystem.readPieces(path) {
              hash.update(bufferPointer: $0); return true
            }
          }
        }
      }
    } catch {
      return nil
    }
    return hash.finalize().hexadecimal
  }
}
