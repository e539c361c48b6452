/// Made-up choices that are the same each time: SplitMix64 (Steele, Lea and Flood, 2014).
struct Draw: RandomNumberGenerator {
  private var state: UInt64

  /// A series of choices; the same seed, the same series.
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// One of several.
  mutating func one<Element>(of choices: [Element]) -> Element {
    choices[Int.random(in: choices.indices, using: &self)]
  }

  /// Letters and digits, as in a token.
  mutating func token(_ count: Int) -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    return String((0..<count).map { _ in one(of: alphabet) })
  }

  /// Bytes that no compressor makes smaller.
  mutating func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      while initialized < count {
        withUnsafeBytes(of: next().littleEndian) { word in
          let length = min(8, count - initialized)
          UnsafeMutableRawBufferPointer(rebasing: bytes[initialized..<(initialized + length)])
            .copyMemory(from: UnsafeRawBufferPointer(rebasing: word[..<length]))
          initialized += length
        }
      }
    }
  }
}
