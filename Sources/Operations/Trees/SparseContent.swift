import Host

/// The content of a file with holes as an archive holds it (GNU tar, Sparse Formats, version 1.0): a map of decimal numbers, one a
/// line, filled up to a multiple of 512 bytes, then the parts that the map names, one behind the other.
///
///     2           how many parts
///     0           offset of the first
///     4096        its bytes
///     314572800   offset of the second, which holds nothing: the end of the file
///     0
struct SparseContent {
  private var numbers: [Int] = []
  private var rest: [UInt8] = []
  private var part = 0
  private var taken = 0
  private var hash = BlockHash()

  /// Whether the whole map was read.
  var isMapped: Bool { numbers.first.map { numbers.count > 2 * $0 } ?? false }
  /// Whether all parts were taken.
  var isAll: Bool { nextPart == nil }

  /// Reads the next block of the map; `false` when it is none.
  mutating func readMap(_ block: [UInt8]) -> Bool {
    for byte in block {
      if isMapped { return true }
      guard byte == 0x0A else {
        guard (0x30...0x39).contains(byte), rest.count < 19 else { return false }
        rest.append(byte)
        continue
      }
      guard let number = Int(String(decoding: rest, as: UTF8.self)) else { return false }
      // The count of the parts, which the memory must bear.
      guard !numbers.isEmpty || number <= 1 << 24 else { return false }
      numbers.append(number)
      rest = []
    }
    return true
  }

  /// Takes content; `false` when there is more than the map says.
  mutating func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < piece.count {
      guard let (start, bytes) = nextPart else { return false }
      let count = min(piece.count - offset, bytes - taken)
      hash.update(UnsafeRawBufferPointer(rebasing: piece[offset..<offset + count]), at: start + taken)
      offset += count
      taken += count
      if taken == bytes { advance() }
    }
    return true
  }

  mutating func finalize() -> [UInt8] { hash.finalize() }

  /// The part that the next byte belongs to; empty ones have none.
  private var nextPart: (start: Int, bytes: Int)? {
    var part = part
    while 2 * part + 2 < numbers.count {
      if numbers[2 * part + 2] > 0 { return (numbers[2 * part + 1], numbers[2 * part + 2]) }
      part += 1
    }
    return nil
  }

  private mutating func advance() {
    while 2 * part + 2 < numbers.count, numbers[2 * part + 2] == 0 { part += 1 }
    part += 1
    taken = 0
  }
}
