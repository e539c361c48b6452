/// What an operation wrote, as far as it is kept: its beginning and its end.
public struct OperationOutput: Sendable, Equatable {
  /// The pieces kept, joined; where some were left out, between the beginning and the end, a line says so.
  public var text: String
  /// How many bytes were left out of the middle.
  public var droppedBytes: Int

  /// An output.
  public init(text: String, droppedBytes: Int) {
    self.text = text
    self.droppedBytes = droppedBytes
  }

  /// The most that is kept of one operation, in bytes.
  public static let mostBytes = 1 << 20
  /// How much of the beginning is kept whatever follows, in bytes.
  static let headBytes = 1 << 18
  /// The largest piece in which it is stored, in bytes: what is left out goes by whole pieces.
  static let pieceBytes = 1 << 14
}
