import Glibc

/// A folder held open, so that the files below it are reached without walking the path again.
public struct OpenFolder: ~Copyable {
  /// The open folder, for `openat(2)`.
  public let descriptor: Int32

  /// Opens the folder at `path`.
  public init(_ path: String) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The entries whose names are decimal numbers, in the kernel's order: the processes, when the folder is `/proc`.
  public func numericNames() throws(FileError) -> [Int32] {
    let copy = dup(descriptor)
    guard copy >= 0, let stream = fdopendir(copy) else { throw FileError(path: "folder", code: errno) }
    defer { closedir(stream) }
    rewinddir(stream)
    var names: [Int32] = []
    while let entry = Glibc.readdir(stream) {
      let number = withUnsafeBytes(of: &entry.pointee.d_name) { decimal($0) }
      if let number { names.append(number) }
    }
    return names
  }

  /// The number that a zero-terminated name spells, if it is nothing but digits.
  private func decimal(_ name: UnsafeRawBufferPointer) -> Int32? {
    var value: Int32 = 0
    for (index, byte) in name.enumerated() {
      if byte == 0 { return index == 0 ? nil : value }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, past) = tens.addingReportingOverflow(Int32(byte - 0x30))
      if over || past { return nil }
      value = sum
    }
    return nil
  }
}
