import Host
import Maintenance

/// What is to be said of a folder that was saved: what was left out, and what changed under the reading.
struct FolderRemarks {
  /// The longest path that the kernel takes at once, its NUL included (PATH_MAX), without the `./` that the archive puts before it.
  private static let longestPath = 4095 - 2

  private(set) var said: [String] = []
  private let root: String
  private let context: StepContext
  private var kernels = Tally()
  private var sockets = Tally()
  private var nodes = Tally()
  private var tooLong = Tally()
  private var changed = Tally()
  private var gone = Tally()

  /// How many there were, and the first of them.
  private struct Tally {
    var count = 0
    var first: [UInt8] = []

    mutating func add(_ path: [UInt8]) {
      if count == 0 { first = path }
      count += 1
    }
  }

  init(_ root: String, _ context: StepContext) {
    self.root = root
    self.context = context
  }

  /// Whether an archive can hold it. A socket is made by the program that listens on it.
  mutating func canBeSaved(_ entry: TreeEntry) -> Bool {
    if entry.kind == .socket {
      sockets.add(entry.path)
      return false
    }
    if entry.path.count > FolderRemarks.longestPath {
      tooLong.add(entry.path)
      return false
    }
    if entry.kind == .block || entry.kind == .character { nodes.add(entry.path) }
    return true
  }

  mutating func leftOut(_ mounts: [[UInt8]]) { for path in mounts { kernels.add(path) } }
  mutating func changedMeanwhile(_ path: [UInt8]) { changed.add(path) }
  mutating func goneMeanwhile(_ path: [UInt8]) { gone.add(path) }

  /// What `tar` itself says. That something went away is told by us.
  mutating func say(_ result: CommandResult) {
    let lines = result.errorText.split(separator: "\n").filter {
      !$0.hasSuffix(": Warning: Cannot stat: No such file or directory")
    }
    said += lines.prefix(20).map { SafeText.clean(String($0)) }
    if result.shellStatus == 1, result.errorOutput.isEmpty { said.append("tar: exit status 1") }
  }

  var lines: [String] {
    said
      + [
        line(tooLong, "chemins trop longs, laissés de côté", "paths too long, left out"),
        line(kernels, "montages du noyau, laissés de côté", "mounts of the kernel's, left out"),
        line(sockets, "sockets laissés de côté", "sockets left out"),
        line(nodes, "fichiers de périphérique", "device nodes"),
        line(changed, "changés pendant la lecture", "changed while they were read"),
        line(gone, "disparus pendant la lecture", "gone while they were read"),
      ].compactMap { $0 }
  }

  private func line(_ tally: Tally, _ french: String, _ english: String) -> String? {
    guard tally.count > 0 else { return nil }
    let name = ByteName.shown(tally.first)
    let first = name.count > 120 ? name.prefix(120) + "…" : name
    return "\(root): \(tally.count) " + context.say(french, english) + " (\(first)\(tally.count > 1 ? ", …" : ""))"
  }
}
