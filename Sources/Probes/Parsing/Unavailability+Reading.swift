import Glibc
import Host
import Maintenance

extension Unavailability {
  /// What the kernel's error means to the reader: not offered, not allowed, too slow or failed.
  init(_ error: FileError) {
    let kind: Kind =
      switch error.code {
      case ENOENT, ENOTDIR, ENODEV, ENXIO, EOPNOTSUPP, ENOSYS, ESRCH: .missing
      case EACCES, EPERM: .denied
      case ETIMEDOUT: .timeout
      case EFBIG: .malformed
      default: .failed
      }
    self.init(kind, error.description)
  }

  /// A file whose content is not in its form: quotes the line.
  init(_ path: String, _ fault: MalformedLine) {
    self.init(.malformed, "\(path): expected \(fault.expected), found “\(fault.line)”")
  }
}

extension FileReader {
  /// Reads the file at `path` and hands its bytes to `parse`; both kinds of failure name the path.
  mutating func parse<Value>(
    _ path: String, at directory: Int32 = AT_FDCWD, _ parse: (ArraySlice<UInt8>) throws(MalformedLine) -> Value
  ) throws(Unavailability) -> Value {
    let bytes: ArraySlice<UInt8>
    do { bytes = try read(path, at: directory) } catch { throw Unavailability(error) }
    do { return try parse(bytes) } catch { throw Unavailability(path, error) }
  }
}
