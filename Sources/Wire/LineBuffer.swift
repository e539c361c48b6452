/// Collects bytes as they come and gives them back a line at a time.
package struct LineBuffer {
  private var bytes: [UInt8] = []
  private var searched = 0

  package init() {}

  /// Whether a line is longer than either end accepts.
  package var isOverlong: Bool { bytes.count > WireCoding.longestLine }

  package mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// The next whole line, without its newline.
  package mutating func next() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) else {
      searched = bytes.count
      return nil
    }
    let line = Array(bytes[..<end])
    bytes.removeFirst(end + 1)
    searched = 0
    return line
  }
}
