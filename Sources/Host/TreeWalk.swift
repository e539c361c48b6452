import CKernel
import Glibc

/// Goes through a tree of files by open folders, so that names may be any bytes and paths of any length, and no link leads out.
public struct TreeWalk: ~Copyable {
  /// What is asked for beside lstat(2): two calls more for each entry.
  public var readsAttributes: Bool
  /// Names that are left out, with all below them.
  public var leavesOut: (_ path: [UInt8]) -> Bool
  private var frames: [Frame] = []
  private let root: String
  private var next: (parent: Int32, name: [UInt8], path: [UInt8])?
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  /// A folder that is gone through.
  private struct Frame {
    let descriptor: Int32
    let path: [UInt8]
    /// In falling order: the next one is the last.
    var names: [[UInt8]]
  }

  /// A walk through `root`, which may itself be anything; a link there is not followed.
  ///
  /// - Parameter only: the one name of the root that is looked at, for a single file.
  public init(
    _ root: String, only: [UInt8]? = nil, readsAttributes: Bool = false,
    leavesOut: @escaping ([UInt8]) -> Bool = { _ in false }
  ) throws(FileFault) {
    self.root = root
    self.readsAttributes = readsAttributes
    self.leavesOut = leavesOut
    TreeWalk.allowDepth()
    if let only {
      let folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard folder >= 0 else { throw .last("open", root) }
      frames = [Frame(descriptor: folder, path: [], names: [only])]
    } else {
      next = (AT_FDCWD, Array(root.utf8), [])
    }
  }

  deinit { for frame in frames { close(frame.descriptor) } }

  /// The next entry: folders before what is in them, names in the order of their bytes. What goes away meanwhile is left out.
  ///
  /// - Returns: `nil` after the last.
  public mutating func entry() throws(FileFault) -> TreeEntry? {
    while true {
      guard let (parent, name, path) = step() else { return nil }
      let terminated = TreeWalk.terminated(name)
      var raw = stat()
      guard fstatat(parent, terminated, &raw, AT_SYMLINK_NOFOLLOW) == 0 else {
        if errno == ENOENT, parent != AT_FDCWD { continue }
        throw .last("lstat", shown(path))
      }
      var entry = TreeEntry(raw, path: path)
      current = (parent, name)
      if entry.kind == .link {
        let count = room.withUnsafeMutableBytes { room in
          room.baseAddress.map { readlinkat(parent, terminated, $0.assumingMemoryBound(to: CChar.self), room.count) }
            ?? -1
        }
        guard count >= 0 else {
          if errno == ENOENT { continue }
          throw .last("readlink", shown(path))
        }
        entry.target = Array(room.prefix(count))
      }
      if readsAttributes { entry.attributes = try FileAttributes.read(at: place) ?? [] }
      if entry.kind == .folder { try enter(parent, name, path) }
      return entry
    }
  }

  /// Every entry that is left.
  public mutating func all() throws(FileFault) -> [TreeEntry] {
    var entries: [TreeEntry] = []
    while let entry = try entry() { entries.append(entry) }
    return entries
  }

  /// The folder and the name of the entry that was answered last.
  private var current: (parent: Int32, name: [UInt8]) = (AT_FDCWD, [])

  /// A path to the entry that was answered last, which holds until the next is asked for, however deep it lies.
  public var place: [UInt8] {
    current.parent == AT_FDCWD ? current.name : Array("/proc/self/fd/\(current.parent)/".utf8) + current.name
  }

  /// Opens the file that was answered last; what is no longer a file is `ELOOP` or `ENXIO`.
  public func openFile() throws(FileFault) -> Int32 {
    let file = openat(
      current.parent, TreeWalk.terminated(current.name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else { throw .last("open", shown(current.name)) }
    return file
  }

  /// Gives what was answered last, which is no link, another mode.
  public func setMode(_ mode: UInt32) throws(FileFault) {
    guard fchmodat(current.parent, TreeWalk.terminated(current.name), mode_t(mode), 0) == 0 else {
      throw .last("chmod", shown(current.name))
    }
  }

  private mutating func step() -> (parent: Int32, name: [UInt8], path: [UInt8])? {
    if let first = next {
      next = nil
      return first
    }
    while let last = frames.indices.last {
      guard let name = frames[last].names.popLast() else {
        // The answered entry of this folder is not asked for any more.
        close(frames.removeLast().descriptor)
        continue
      }
      let path = frames[last].path.isEmpty ? name : frames[last].path + [0x2F] + name
      if leavesOut(path) { continue }
      return (frames[last].descriptor, name, path)
    }
    return nil
  }

  private mutating func enter(_ parent: Int32, _ name: [UInt8], _ path: [UInt8]) throws(FileFault) {
    let folder = openat(parent, TreeWalk.terminated(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else {
      if errno == ENOENT { return }
      throw .last("open", shown(path))
    }
    do throws(FileFault) {
      // In falling order: the next one is taken from the end.
      let names = try FileSystem.names(in: folder, shown: shown(path))
      frames.append(Frame(descriptor: folder, path: path, names: names.reversed()))
    } catch {
      close(folder)
      throw error
    }
  }

  private func shown(_ path: [UInt8]) -> String { root + "/" + String(decoding: path, as: UTF8.self) }

  static func terminated(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }

  /// One folder is open for each level: a tree may be deeper than what a process is given at first.
  private static func allowDepth() {
    var limit = rlimit()
    let wanted: rlim_t = 1 << 16
    guard getrlimit(__rlimit_resource_t(7), &limit) == 0, limit.rlim_cur < min(wanted, limit.rlim_max) else { return }
    limit.rlim_cur = min(wanted, limit.rlim_max)
    setrlimit(__rlimit_resource_t(7), &limit)
  }
}
