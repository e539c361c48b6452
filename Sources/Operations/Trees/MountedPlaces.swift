import Host
import Maintenance

/// What is mounted at and below a folder that is saved or restored. A mount stays where it is: what lies in it is exchanged there,
/// within its own file system; what cannot be exchanged is left alone, and said.
struct MountedPlaces: Sendable {
  /// Why a mount is left alone.
  enum Reason: Sendable, Hashable {
    case readOnly, singleFile, kernels, notSaved

    var words: LocalizedText {
      switch self {
      case .readOnly: both("monté en lecture seule", "mounted read-only")
      case .singleFile: both("un fichier monté seul", "a file mounted by itself")
      case .kernels: both("tenu par le noyau", "kept by the kernel")
      case .notSaved: both("absent de la sauvegarde", "not in the backup")
      }
    }
  }

  let root: [UInt8]
  /// Whether the folder itself is a mount.
  let isRootMounted: Bool
  /// Below the folder, the outer ones first.
  private(set) var exchanged: [[UInt8]] = []
  private(set) var left: [[UInt8]: Reason] = [:]
  /// What the backup has as something else than a folder, though a mount lies in it or is it.
  private(set) var conflicts: [[UInt8]] = []
  /// What the backup does not hold and stays, because something is mounted below it.
  private var bare: Set<[UInt8]> = []

  /// The mounts at and below a path, by what is to come into place.
  ///
  /// - Parameter kind: what stands at a path in what is to come; `nil` when nothing is known of that.
  init(_ path: String, kind: (([UInt8]) -> TreeEntry.Kind?)? = nil) throws(FileFault) {
    let mounts = try MountTable.below(path)
    root = Array((FileSystem.resolved(path) ?? path).utf8)
    isRootMounted = mounts.contains { $0.path.isEmpty }
    for mount in mounts where !mount.path.isEmpty {
      if let reason = MountedPlaces.reason(mount) {
        left[mount.path] = reason
      } else if let kind, kind(mount.path) == nil {
        left[mount.path] = .notSaved
      } else {
        exchanged.append(mount.path)
      }
      for path in MountedPlaces.ancestors(of: mount.path) + (left[mount.path] == nil ? [mount.path] : []) {
        guard let kind else { continue }
        switch kind(path) {
        case .folder: break
        case nil: bare.insert(path)
        default: conflicts.append(path)
        }
      }
    }
    // Commands take names that are text.
    conflicts += exchanged.filter { Array(String(decoding: $0, as: UTF8.self).utf8) != $0 }
    // What lies in a mount that is left alone is left alone with it.
    let alone = left.keys
    exchanged.removeAll { path in alone.contains { path.starts(with: $0 + [0x2F]) } }
  }

  /// By an index; by nothing when there is none.
  init(_ path: String, index: TreeIndex?) throws(FileFault) {
    let kinds = index.map { index in
      Dictionary(index.records.map { ($0.path, $0.kind) }, uniquingKeysWith: { $1 })
    }
    try self.init(path, kind: kinds.map { kinds in { kinds[$0] } })
  }

  /// By a tree that was built.
  init(_ path: String, tree: String) throws(FileFault) {
    try self.init(path) { FileSystem.facts(PlacedSwap.join(Array(tree.utf8), $0))?.kind }
  }

  var isEmpty: Bool { !isRootMounted && exchanged.isEmpty && left.isEmpty }

  /// Whether a path below the folder is not looked at: what is left alone, with all below it.
  func leavesOut(_ path: [UInt8]) -> Bool {
    guard !left.isEmpty || !bare.isEmpty else { return false }
    return bare.contains(path) || left.keys.contains { path == $0 || path.starts(with: $0 + [0x2F]) }
  }

  /// The folders that lead to a mount, the mounts themselves not among them.
  var ways: Set<[UInt8]> { Set((exchanged + left.keys).flatMap(MountedPlaces.ancestors)) }

  /// The path of a mount or a folder below the root.
  func place(_ path: [UInt8]) -> [UInt8] { path.isEmpty ? root : root + [0x2F] + path }

  /// What is to be said before anything is done.
  var lines: [Preflight] {
    let name = ByteName.shown(root)
    var lines: [Preflight] = []
    if isRootMounted {
      lines.append(
        .fine("\(name) est un volume : l’échange se fait dedans", "\(name) is a volume: it is exchanged from within"))
    }
    for path in exchanged {
      let place = ByteName.shown(self.place(path))
      lines.append(
        .warning(
          "\(place) est un volume : il reste monté, son contenu est échangé sur place",
          "\(place) is a volume: it stays mounted, what is in it is exchanged there"))
    }
    for (path, reason) in left.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let place = ByteName.shown(self.place(path))
      lines.append(
        .warning(
          "\(place) reste tel quel : \(reason.words.text(in: .french))",
          "\(place) stays as it is: \(reason.words.text(in: .english))"))
    }
    for path in conflicts {
      let place = ByteName.shown(self.place(path))
      lines.append(
        .critical(
          "\(place) : un volume y est monté, la sauvegarde n’y a pas de dossier",
          "\(place): a volume is mounted there, and the backup has no folder there"))
    }
    return lines
  }

  private static func reason(_ mount: MountPoint) -> Reason? {
    if mount.isKernels { return .kernels }
    if !mount.isFolder { return .singleFile }
    return mount.isReadOnly ? .readOnly : nil
  }

  /// `a/b/c` → `a`, `a/b`.
  private static func ancestors(of path: [UInt8]) -> [[UInt8]] {
    path.indices.filter { path[$0] == 0x2F }.map { Array(path[..<$0]) }
  }
}
