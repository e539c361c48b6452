import Clients
import Glibc
import Host

/// The person's own folder: keys, themes, and which theme was chosen.
struct OwnFolder: Sendable {
  let path: String

  init(path: String = Surroundings.personalConfiguration) { self.path = path }

  /// One line: the name of the theme that was chosen last.
  private var choice: String { path + "/theme" }

  /// Whether there is anything that another program has to read.
  var hasFiles: Bool { FileSystem.exists(path + "/keys.yaml") || FileSystem.exists(path + "/themes") }

  /// The name of the theme that was chosen last; `nil` when none was, or what stands there is no name. One small read:
  /// the first picture waits for it.
  var rememberedTheme: String? {
    // O_NONBLOCK: a named pipe in place of the file must not hold the start.
    let file = open(choice, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 128)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    let name = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }
    let isName =
      !name.isEmpty
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
    return isName ? String(decoding: name, as: UTF8.self) : nil
  }

  /// Keeps the name of the theme for the next start.
  func remember(theme name: String) throws(FileFault) {
    try FileSystem.makeFolder(path)
    try FileSystem.writeAtomically(choice, Array((name + "\n").utf8))
  }
}
