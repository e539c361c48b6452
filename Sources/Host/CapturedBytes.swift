/// What is kept of a stream: its first bytes or its last ones, never more than a limit.
struct CapturedBytes: Sendable {
  enum End { case first, last }

  private let end: End
  private let limit: Int
  private(set) var bytes: [UInt8] = []
  private(set) var isTruncated = false

  init(keeping end: End, limit: Int) {
    self.end = end
    self.limit = max(0, limit)
  }

  mutating func append(_ piece: UnsafeRawBufferPointer) {
    switch end {
    case .first:
      let room = limit - bytes.count
      bytes.append(contentsOf: piece.prefix(room))
      if piece.count > room { isTruncated = true }
    case .last:
      bytes.append(contentsOf: piece)
      // Trimmed only when twice too long, so that a long stream is not moved at every piece.
      if bytes.count > limit { isTruncated = true }
      if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }
  }

  /// The stream is over.
  mutating func finish() {
    if end == .last, bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
  }
}
