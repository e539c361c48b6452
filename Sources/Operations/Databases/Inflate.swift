/// Unpacks a zlib stream (RFC 1950, RFC 1951): a server with `log_bin_compress` packs the statements of its log so. Small
/// and without a library, because what it reads is short and read seldom.
enum Inflate {
  /// What the stream holds; `nil` when it is none, or unpacks to more than `limit` bytes.
  static func zlib(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
    guard bytes.count > 6, bytes[bytes.startIndex] & 0x0F == 8, bytes[bytes.startIndex + 1] & 0x20 == 0 else {
      return nil
    }
    var reader = Bits(bytes: Array(bytes.dropFirst(2)))
    var output: [UInt8] = []
    while true {
      guard let isLast = reader.take(1), let kind = reader.take(2) else { return nil }
      switch kind {
      case 0: guard stored(&reader, &output, limit) else { return nil }
      case 1: guard codes(&reader, &output, limit, fixedLengths, fixedDistances) else { return nil }
      case 2:
        guard let (lengths, distances) = tables(&reader), codes(&reader, &output, limit, lengths, distances) else {
          return nil
        }
      default: return nil
      }
      if isLast == 1 { return output }
    }
  }

  private struct Bits {
    let bytes: [UInt8]
    var place = 0
    var held = 0
    var count = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func take(_ wanted: Int) -> Int? {
      while count < wanted {
        guard place < bytes.count else { return nil }
        held |= Int(bytes[place]) << count
        place += 1
        count += 8
      }
      let value = held & (1 << wanted - 1)
      held >>= wanted
      count -= wanted
      return value
    }

    mutating func align() {
      held = 0
      count = 0
    }
  }

  /// A canonical Huffman code: how many codes there are of each length, and the symbols in their order.
  private struct Code {
    var counts = [Int](repeating: 0, count: 16)
    var symbols: [Int] = []

    init(lengths: ArraySlice<Int>) {
      for length in 1...15 {
        for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
        counts[length] = lengths.count { $0 == length }
      }
    }

    func read(_ reader: inout Bits) -> Int? {
      var code = 0
      var first = 0
      var index = 0
      for length in 1...15 {
        guard let bit = reader.take(1) else { return nil }
        code |= bit
        let count = counts[length]
        if code - count < first { return index + code - first < symbols.count ? symbols[index + code - first] : nil }
        index += count
        first = (first + count) << 1
        code <<= 1
      }
      return nil
    }
  }

  private static let fixedLengths = Code(
    lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }[...])
  private static let fixedDistances = Code(lengths: [Int](repeating: 5, count: 30)[...])
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
    8193, 12289, 16385, 24577,
  ]
  private static let distanceBits = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
  ]

  private static func stored(_ reader: inout Bits, _ output: inout [UInt8], _ limit: Int) -> Bool {
    reader.align()
    guard let length = reader.take(16), let check = reader.take(16), length == ~check & 0xFFFF,
      output.count + length <= limit, reader.place + length <= reader.bytes.count
    else { return false }
    output += reader.bytes[reader.place..<reader.place + length]
    reader.place += length
    return true
  }

  private static func codes(
    _ reader: inout Bits, _ output: inout [UInt8], _ limit: Int, _ lengths: Code, _ distances: Code
  ) -> Bool {
    while let symbol = lengths.read(&reader) {
      if symbol == 256 { return true }
      if symbol < 256 {
        guard output.count < limit else { return false }
        output.append(UInt8(symbol))
        continue
      }
      guard symbol - 257 < lengthBases.count, let more = reader.take(lengthBits[symbol - 257]),
        let back = distances.read(&reader), back < distanceBases.count, let far = reader.take(distanceBits[back])
      else { return false }
      let length = lengthBases[symbol - 257] + more
      let distance = distanceBases[back] + far
      guard distance <= output.count, output.count + length <= limit else { return false }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    return false
  }

  private static func tables(_ reader: inout Bits) -> (Code, Code)? {
    guard let literals = reader.take(5), let distances = reader.take(5), let lengths = reader.take(4) else {
      return nil
    }
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    var own = [Int](repeating: 0, count: 19)
    for index in 0..<lengths + 4 {
      guard let length = reader.take(3) else { return nil }
      own[order[index]] = length
    }
    let code = Code(lengths: own[...])
    let wanted = literals + 257 + distances + 1
    var all: [Int] = []
    while all.count < wanted {
      guard let symbol = code.read(&reader) else { return nil }
      switch symbol {
      case 0..<16: all.append(symbol)
      case 16:
        guard let last = all.last, let more = reader.take(2) else { return nil }
        all += [Int](repeating: last, count: 3 + more)
      case 17:
        guard let more = reader.take(3) else { return nil }
        all += [Int](repeating: 0, count: 3 + more)
      default:
        guard let more = reader.take(7) else { return nil }
        all += [Int](repeating: 0, count: 11 + more)
      }
    }
    guard all.count == wanted else { return nil }
    return (Code(lengths: all[0..<literals + 257]), Code(lengths: all[(literals + 257)...]))
  }
}
