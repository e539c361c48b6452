import GRDB

/// The pieces of an operation's output in the database, kept within their bounds.
struct OutputStore {
  private let operation: String
  private var bytes: Int
  private var dropped: Int

  init(operation: String, _ record: OperationRecord) {
    self.operation = operation
    bytes = record.outputBytes
    dropped = record.droppedBytes
  }

  consuming func append(_ text: String, _ db: Database) throws {
    var part =
      try Int.fetchOne(
        db, sql: "SELECT max(part) FROM operation_output WHERE operation = ?", arguments: [operation]) ?? 0
    for piece in Self.pieces(of: text) {
      part += 1
      try db.execute(
        sql: "INSERT INTO operation_output (operation, part, text) VALUES (?, ?, ?)",
        arguments: [operation, part, piece])
      bytes += piece.utf8.count
    }
    try dropMiddle(db)
    try db.execute(
      sql: "UPDATE operations SET output_bytes = ?, output_dropped = ? WHERE id = ?",
      arguments: [bytes, dropped, operation])
  }

  /// Deletes whole pieces, the oldest first, from just after the beginning that is kept.
  private mutating func dropMiddle(_ db: Database) throws {
    guard bytes > OperationOutput.mostBytes else { return }
    let pieces = try Row.fetchAll(
      db, sql: "SELECT part, length(CAST(text AS BLOB)) FROM operation_output WHERE operation = ? ORDER BY part",
      arguments: [operation])
    var head = 0
    for row in pieces where bytes > OperationOutput.mostBytes {
      let size: Int = try field(row, 1)
      if head < OperationOutput.headBytes {
        head += size
        continue
      }
      let part: Int = try field(row, 0)
      try db.execute(
        sql: "DELETE FROM operation_output WHERE operation = ? AND part = ?", arguments: [operation, part])
      bytes -= size
      dropped += size
    }
  }

  /// `text` in pieces that are not larger than one may be, cut between characters.
  static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text.utf8[...]
    while !rest.isEmpty {
      var end =
        rest.index(rest.startIndex, offsetBy: OperationOutput.pieceBytes, limitedBy: rest.endIndex) ?? rest.endIndex
      // A byte of the form 10xxxxxx continues a character.
      while end < rest.endIndex, rest[end] & 0b1100_0000 == 0b1000_0000 { end = rest.index(before: end) }
      pieces.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[end...]
    }
    return pieces
  }
}
