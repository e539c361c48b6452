import Host
import Maintenance

/// One folder or file that a leg of the backups saves as an archive of its own.
struct ArchiveItem: Sendable, Hashable {
  /// Where it is.
  let path: String
  /// The name of its archive, without the ending that says whether it is a folder or a file.
  let base: String

  /// The archive of a folder: its content, without its name.
  var folderArchive: String { base + ".tar.gz" }
  /// The archive of a single file, which holds it by its name.
  var fileArchive: String { base + ".file.tar.gz" }

  /// The count of everything that is in the tree at an incremental backup, what it builds on included.
  static let treeCount = "(tree)"

  /// What a leg saves, as the plan says; empty when the plan names nothing.
  static func of(_ scope: RestoreScope, plan: Plan) -> [ArchiveItem] {
    switch scope {
    case .database: []
    case .files: plan.folders.files.map { [ArchiveItem(path: trimmed($0), base: "files")] } ?? []
    case .configuration: plan.folders.configuration.map { ArchiveItem(path: trimmed($0), base: safeName($0)) }
    }
  }

  /// The archive that a backup holds of this item; `nil` when it holds none.
  func archive(in manifest: BackupManifest) -> String? {
    [folderArchive, fileArchive].first { name in manifest.artefacts.contains { $0.name == name } }
  }

  /// The name of a count in the manifest: `file` where there is one archive, `etc-nginx.tar.gz/file` where there are more.
  static func countName(_ kind: FileFacts.Kind, archive: String, of count: Int) -> String {
    count == 1 ? kind.rawValue : archive + "/" + kind.rawValue
  }

  /// The name of the index of its archive in a backup; `nil` when the backup has none: earlier versions wrote none.
  func index(in manifest: BackupManifest) -> String? {
    archive(in: manifest).map(TreeIndexFile.name).flatMap { name in
      manifest.artefacts.contains { $0.name == name } ? name : nil
    }
  }

  /// The counts of one archive, by kind.
  static func counts(of archive: String, in manifest: BackupManifest) -> [String: Int] {
    var counts: [String: Int] = [:]
    for kind in [FileFacts.Kind.file, .folder, .link, .other] {
      let archives = manifest.artefacts.filter { $0.name.hasSuffix(".tar.gz") }.count
      counts[kind.rawValue] = manifest.contents[countName(kind, archive: archive, of: archives)]
    }
    return counts
  }

  private static func trimmed(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// `/etc/nginx` → `etc-nginx`; characters that are not safe in a name become their code, so that no two paths share one.
  static func safeName(_ path: String) -> String {
    let words = trimmed(path).drop { $0 == "/" }.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "/"): "-"
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."), UInt8(ascii: "_"): String(UnicodeScalar(byte))
      default: "%" + String(byte, radix: 16)
      }
    }
    return words.joined()
  }
}
