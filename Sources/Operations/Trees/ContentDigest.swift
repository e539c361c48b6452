import Crypto
import Glibc
import Host

/// What the content of a file hashes to. A file that an archive holds with its holes is hashed without them, so that it costs
/// what it holds.
enum ContentDigest: Sendable, Hashable {
  /// SHA-256 of all bytes, as `sha256sum` has it.
  case whole([UInt8])
  /// SHA-256 of each 4096-byte block that holds anything but zeros, its number (8 bytes, little-endian) before it, the last one
  /// filled up with zeros. Where a file system keeps its holes does not matter to it.
  case blocks([UInt8])
}

/// Hashes files one after another, all through one buffer: for small files its making would cost more than their content.
struct ContentReader: ~Copyable {
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  deinit { room.deallocate() }

  /// Hashes an open file in the way that another digest was made.
  func digest(of file: Int32, like digest: ContentDigest, path: String) throws(FileFault) -> ContentDigest {
    switch digest {
    case .whole:
      var hash = SHA256()
      while true {
        let count = read(file, room.baseAddress, room.count)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { throw FileFault("read", path, code: errno) }
        if count == 0 { return .whole(Array(hash.finalize())) }
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: room[..<count]))
      }
    case .blocks:
      var hash = BlockHash()
      for range in try FileHoles.data(of: file, path: path) {
        var offset = range.lowerBound
        while offset < range.upperBound {
          let count = pread(file, room.baseAddress, min(room.count, range.upperBound - offset), offset)
          if count < 0 && errno == EINTR { continue }
          guard count >= 0 else { throw FileFault("read", path, code: errno) }
          if count == 0 { break }
          hash.update(UnsafeRawBufferPointer(rebasing: room[..<count]), at: offset)
          offset += count
        }
      }
      return .blocks(hash.finalize())
    }
  }
}

/// Hashes a file of which only some parts are given, in rising order.
struct BlockHash {
  private static let size = 4096
  private var hash = SHA256()
  private var block = [UInt8](repeating: 0, count: BlockHash.size)
  private var number = -1

  mutating func update(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    var taken = 0
    while taken < bytes.count {
      let place = offset + taken
      if place / BlockHash.size != number { flush(next: place / BlockHash.size) }
      let start = place % BlockHash.size
      let count = min(BlockHash.size - start, bytes.count - taken)
      block.withUnsafeMutableBytes {
        $0[start..<start + count].copyBytes(from: bytes[taken..<taken + count])
      }
      taken += count
    }
  }

  mutating func finalize() -> [UInt8] {
    flush(next: -1)
    return Array(hash.finalize())
  }

  private mutating func flush(next: Int) {
    let isZero = block.withUnsafeBytes { bytes in
      bytes[0] == 0 && bytes.baseAddress.map { memcmp($0, $0 + 1, bytes.count - 1) } == 0
    }
    if number >= 0, !isZero {
      withUnsafeBytes(of: UInt64(number).littleEndian) { hash.update(bufferPointer: $0) }
      block.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    if !isZero { block.withUnsafeMutableBytes { bytes in bytes.baseAddress.map { _ = memset($0, 0, bytes.count) } } }
    number = next
  }
}
