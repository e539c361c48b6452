import Glibc

/// The anchors outside the database, open for appending. A line is on the disk when `append` returns.
struct AnchorFile: ~Copyable, Sendable {
  private let path: String
  private let file: Descriptor
  private var size: Int64
  /// Lines that could not be written when their row was; written before anything else.
  private var pending: [Anchor]
  /// The number of the last row that was anchored, 0 for none.
  private(set) var last: Int64

  /// Opens the file, made if need be, with `last` as the number of its last row. A line that a crash cut short is
  /// taken off: its row is anchored again.
  static func open(path: String, identity: String, last: Int64) throws(RegisterError) -> AnchorFile {
    var anchors = AnchorFile(
      path: path, file: try Descriptor(path: path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW), last: last)
    if anchors.size == 0 { try anchors.write(Anchor.header(identity)) }
    try anchors.dropCutLine()
    return anchors
  }

  private init(path: String, file: consuming Descriptor, last: Int64) {
    self.path = path
    size = Int64(lseek(file.number, 0, SEEK_END))
    pending = []
    self.last = last
    self.file = file
  }

  /// What the file at `path` says of itself: its first line and its last whole anchor; `nil` when there is no file,
  /// or an empty one.
  static func ends(path: String) -> (header: String, last: Anchor?)? {
    guard var reader = AnchorReader(path: path), let header = reader.next() else { return nil }
    return (header + "\n", reader.last())
  }

  /// Looks for room for the next line, so that a full disk is found before the row is written, not after; writes
  /// what is still owed.
  mutating func prepare() throws(RegisterError) {
    if !pending.isEmpty { try flush() }
    if RegisterError.isDiskFull(at: path) { throw RegisterError(errno: ENOSPC, path: path) }
  }

  /// Writes the line of a row that has just been committed.
  mutating func append(_ anchor: Anchor) throws(RegisterError) {
    pending.append(anchor)
    last = max(last, anchor.sequence)
    do { try flush() } catch { throw RegisterError(.anchorUnwritten, path: path, detail: error.detail) }
  }

  private mutating func flush() throws(RegisterError) {
    try write(pending.map(\.line).joined())
    pending = []
  }

  private mutating func write(_ text: String) throws(RegisterError) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        ftruncate(file.number, off_t(size))
        throw RegisterError(errno: code, path: path)
      }
      written += count
    }
    guard fsync(file.number) == 0 else {
      let code = errno
      ftruncate(file.number, off_t(size))
      throw RegisterError(errno: code, path: path)
    }
    size += Int64(bytes.count)
  }

  private mutating func dropCutLine() throws(RegisterError) {
    var tail = [UInt8](repeating: 0, count: Int(min(size, 256)))
    let count = tail.withUnsafeMutableBytes {
      pread(file.number, $0.baseAddress, $0.count, off_t(size) - off_t($0.count))
    }
    guard count == tail.count, let end = tail.lastIndex(of: UInt8(ascii: "\n")), end < tail.count - 1 else { return }
    size -= Int64(tail.count - 1 - end)
    guard ftruncate(file.number, off_t(size)) == 0 else { throw RegisterError(errno: errno, path: path) }
  }
}
