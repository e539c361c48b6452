import Glibc

/// Reads whole small files, such as those below `/proc`, into one buffer that is used again for the next file.
///
/// A pseudo file has no size that could be asked for: it is read until the kernel has nothing more to say.
public struct FileReader: Sendable {
  private var buffer: [UInt8]

  /// A reader whose buffer holds `capacity` bytes to begin with; it grows with the files.
  public init(capacity: Int = 16 << 10) { buffer = [UInt8](repeating: 0, count: max(capacity, 64)) }

  /// The whole content of the file at `path`, relative to the open folder `directory`.
  ///
  /// Never waits for a writer of a named pipe. Let go of the bytes before the next call, or it must copy them.
  ///
  /// With `inOneRead`, a read that does not fill the buffer is taken for the whole: true for the files of `/proc` that hold one
  /// record, and it saves a third of their cost.
  /// - Throws: the error number of `open` or `read`, `EFBIG` for a file of more than `limit` bytes.
  public mutating func read(
    _ path: String, at directory: Int32 = AT_FDCWD, limit: Int = 16 << 20, inOneRead: Bool = false
  ) throws(FileError) -> ArraySlice<UInt8> {
    let descriptor = openat(directory, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(descriptor) }
    var length = 0
    while true {
      if length == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
      let count = buffer.withUnsafeMutableBytes { room in
        Glibc.read(descriptor, room.baseAddress.map { $0 + length }, room.count - length)
      }
      if count == 0 { return buffer[..<length] }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, code: errno)
      }
      length += count
      if length > limit { throw FileError(path: path, code: EFBIG) }
      if inOneRead, length < buffer.count { return buffer[..<length] }
    }
  }
}
