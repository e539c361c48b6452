import CKernel
import Glibc

/// Where a file holds data and where only holes, which read as zeros and take no room (lseek(2)).
public enum FileHoles {
  /// The parts that hold data, in rising order; the whole file where the file system does not tell.
  public static func data(of file: Int32, path: String) throws(FileFault) -> [Range<Int>] {
    var raw = stat()
    guard fstat(file, &raw) == 0 else { throw .last("fstat", path) }
    let size = Int(raw.st_size)
    var ranges: [Range<Int>] = []
    var offset = 0
    while offset < size {
      let start = vigie_seek_data(file, offset, 1)
      if start < 0 {
        // ENXIO: nothing but a hole is left.
        if errno == ENXIO { break }
        guard errno == EINVAL else { throw .last("lseek", path) }
        return [0..<size]
      }
      let end = vigie_seek_data(file, start, 0)
      guard end >= 0 else { throw .last("lseek", path) }
      let last = min(max(end, start), size)
      if start < last { ranges.append(start..<last) }
      offset = max(last, start + 1)
    }
    return ranges
  }
}
