/// One line of `/proc/self/mountinfo`.
struct Mount: Sendable, Hashable {
  var device: DeviceNumber
  /// The folder of the file system that is mounted: `/`, unless it is a bind mount or a subvolume.
  var root: String
  var mountPoint: String
  var fileSystem: String
  /// `/dev/vda1`, `server:/export`, …
  var source: String
}

/// The number by which the kernel knows a device.
struct DeviceNumber: Sendable, Hashable {
  var major, minor: UInt64
}

/// Reads `/proc/self/mountinfo`.
///
/// <https://docs.kernel.org/filesystems/proc.html#proc-pid-mountinfo-information-about-mounts>
///
///     36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
///
/// Between the sixth field and the hyphen stand any number of optional fields. Blank, tab, line feed, `#` and backslash are
/// written as a backslash and three octal digits.
func parseMounts(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> [Mount] {
  var mounts: [Mount] = []
  for line in Lines(bytes) {
    var scanner = ByteScanner(line)
    guard scanner.skipWords(2), let major = scanner.unsigned(), scanner.skip(UInt8(ascii: ":")),
      let minor = scanner.unsigned(), let root = scanner.word(), let point = scanner.word(), scanner.word() != nil,
      passOptionalFields(&scanner), let type = scanner.word(), let source = scanner.word()
    else { throw MalformedLine(line, expected: "a mount") }
    mounts.append(
      Mount(
        device: DeviceNumber(major: major, minor: minor), root: unescaped(root), mountPoint: unescaped(point),
        fileSystem: unescaped(type), source: unescaped(source)))
  }
  if mounts.isEmpty { throw MalformedLine(bytes, expected: "at least one mount") }
  return mounts
}

private func passOptionalFields(_ scanner: inout ByteScanner) -> Bool {
  while let field = scanner.word() {
    if field.count == 1, field.first == UInt8(ascii: "-") { return true }
  }
  return false
}

/// `\040` → a blank.
private func unescaped(_ field: ArraySlice<UInt8>) -> String {
  guard field.contains(UInt8(ascii: "\\")) else { return String(decoding: field, as: UTF8.self) }
  var bytes: [UInt8] = []
  var index = field.startIndex
  while index < field.endIndex {
    let digits = field[index...].dropFirst().prefix(3)
    if field[index] == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
      bytes.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }))
      index += 4
    } else {
      bytes.append(field[index])
      index += 1
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
