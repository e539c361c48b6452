import Glibc

/// Reads the anchor file line by line, and on, when lines have been added since.
struct AnchorReader: ~Copyable {
  private let file: Descriptor
  private var buffer: [UInt8] = []
  private var start = 0
  /// How many bytes the file had when it was opened: those lines were there before anything that is read later.
  let sizeAtOpening: Int64
  /// How many bytes have been handed out as lines.
  private(set) var consumed: Int64 = 0

  /// `nil` when there is no such file, or it cannot be read.
  init?(path: String) {
    guard let file = try? Descriptor(path: path, O_RDONLY) else { return nil }
    self.file = file
    var figures = stat()
    sizeAtOpening = fstat(self.file.number, &figures) == 0 ? Int64(figures.st_size) : 0
  }

  /// The next whole line without its end; `nil` when there is none yet.
  mutating func next() -> String? {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        defer {
          consumed += Int64(end + 1 - start)
          start = end + 1
        }
        return String(decoding: buffer[start..<end], as: UTF8.self)
      }
      guard fill() else { return nil }
    }
  }

  /// The last whole line of the file, as an anchor; does not move the reader.
  func last() -> Anchor? {
    let length = min(sizeAtOpening, 512)
    var tail = [UInt8](repeating: 0, count: Int(length))
    let count = tail.withUnsafeMutableBytes {
      pread(file.number, $0.baseAddress, $0.count, off_t(sizeAtOpening - length))
    }
    guard count == tail.count, let end = tail.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
    return tail[..<end].split(separator: UInt8(ascii: "\n")).last.flatMap {
      Anchor(line: String(decoding: $0, as: UTF8.self))
    }
  }

  private mutating func fill() -> Bool {
    buffer.removeSubrange(..<start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = chunk.withUnsafeMutableBytes { read(file.number, $0.baseAddress, $0.count) }
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }
}
