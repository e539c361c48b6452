import Crypto
import Host

/// The SHA-256 of a file, read in pieces.
enum Digest {
  /// The size and the digest in lower-case hexadecimal. Stops when the task is cancelled.
  static func sha256(of path: String) throws(StepFailure) -> (bytes: UInt64, hexadecimal: String) {
    var hash = SHA256()
    var bytes: UInt64 = 0
    var isCancelled = false
    do throws(FileFault) {
      try FileSystem.readPieces(path) { piece in
        hash.update(bufferPointer: piece)
        bytes += UInt64(piece.count)
        isCancelled = Task.isCancelled
        return !isCancelled
      }
    } catch {
      throw StepFailure(error)
    }
    if isCancelled { throw StepFailure("\(path): cancelled", exitStatus: Worker.cancelledStatus) }
    return (bytes, hash.finalize().hexadecimal)
  }
}

extension SHA256Digest {
  /// The digest in lower-case hexadecimal.
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
