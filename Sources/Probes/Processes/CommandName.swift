/// The name of a process as the kernel keeps it, at most 16 bytes, without memory of its own: the text is only made for
/// the few processes that are shown.
struct CommandName: Sendable, Hashable {
  /// `TASK_COMM_LEN` of the kernel, less its closing zero; names of kernel threads that are longer are cut.
  static let length = 15

  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ bytes: some Collection<UInt8>) {
    var shift: UInt64 = 0
    for byte in bytes.prefix(Self.length) {
      if shift < 64 { low |= UInt64(byte) << shift } else { high |= UInt64(byte) << (shift - 64) }
      shift += 8
    }
  }

  /// The name without control characters, invalid bytes replaced.
  var text: String {
    var bytes: [UInt8] = []
    for half in [low, high] {
      for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift))) }
    }
    return Printable.text(bytes, limit: Self.length)
  }
}
