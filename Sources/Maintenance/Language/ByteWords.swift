/// Sizes as reports say them: `12.3 MiB`.
public enum ByteWords {
  /// The words for so many bytes.
  public static func text(_ bytes: UInt64) -> String {
    var value = bytes
    var rest: UInt64 = 0
    var unit = 0
    while value >= 1024, unit < 4 {
      rest = value % 1024
      value /= 1024
      unit += 1
    }
    return unit == 0 ? "\(value) B" : "\(value).\(rest * 10 / 1024) \(["", "K", "M", "G", "T"][unit])iB"
  }
}
