import Crypto
import FoundationEssentials
import GRDB

/// SHA-256 over a list of fields, written so that no two different lists give the same bytes: each field is one byte
/// that tells absent (0) from present (1), then the length of its content in eight bytes, highest first, then the
/// content. Integers are their decimal digits, text is UTF-8: what SQLite gives for `CAST(column AS BLOB)`.
struct RecordHasher {
  /// The fields so far. A row is hashed in one go: many small updates cost more than the hash itself.
  private var encoded: [UInt8] = []

  /// A hash of a kind of record; the kind is the first field.
  init(_ kind: String) { add(kind) }

  mutating func add(_ text: String?) {
    guard var text else { return addAbsent() }
    text.withUTF8 { addPresent(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ number: (some BinaryInteger)?) { add(number.map { "\($0)" }) }

  /// Column by column, a row all of whose columns are blobs.
  mutating func add(_ row: Row) throws {
    for column in 0..<row.count { try add(row, column) }
  }

  mutating func add(_ row: Row, _ column: Int) throws {
    if row.hasNull(atIndex: column) { return addAbsent() }
    try row.withUnsafeData(atIndex: column) { data in
      (data ?? Data()).withUnsafeBytes { addPresent($0) }
    }
  }

  private mutating func addAbsent() { encoded.append(0) }

  private mutating func addPresent(_ bytes: UnsafeRawBufferPointer) {
    encoded.append(1)
    withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { encoded.append(contentsOf: $0) }
    encoded.append(contentsOf: bytes)
  }

  /// The hash in hexadecimal.
  func finish() -> String {
    SHA256.hash(data: encoded).withUnsafeBytes { hexadecimal($0) }
  }
}
