import Crypto
import Glibc
import Host
import Maintenance

/// A hash of what a leg saves: names, kinds, modes, owners, attributes, where links lead, and contents. When it is another,
/// something significant has changed; times alone change nothing.
public enum Fingerprint {
  /// The key of a manifest's digests under which it stands.
  public static let key = "(fingerprint)"

  /// The hash of a scope's folders and files; `nil` when the plan names none, or one of them cannot be read.
  public static func of(_ scope: RestoreScope, plan: Plan) -> String? {
    let items = ArchiveItem.of(scope, plan: plan)
    guard !items.isEmpty else { return nil }
    var hash = SHA256()
    let reader = ContentReader()
    do throws(FileFault) {
      for item in items {
        var walk = try TreeWalk(FileSystem.resolved(item.path) ?? item.path, readsAttributes: true)
        while let entry = try walk.entry() {
          guard entry.kind != .socket else { continue }
          hash.update(data: Array((item.path + "/").utf8) + entry.path)
          hash.update(data: Array("\0\(entry.kind.rawValue) \(entry.mode) \(entry.owner) \(entry.group)\0".utf8))
          hash.update(data: entry.target)
          for attribute in entry.attributes where TreeComparison.isKept(attribute) {
            hash.update(data: [0] + attribute.name + [0] + attribute.value)
          }
          guard entry.kind == .file else { continue }
          let file = try walk.openFile()
          defer { close(file) }
          if case .whole(let digest) = try reader.digest(of: file, like: .whole([]), path: item.path) {
            hash.update(data: digest)
          }
        }
      }
    } catch {
      return nil
    }
    return hash.finalize().hexadecimal
  }
}
