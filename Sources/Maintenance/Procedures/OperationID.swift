/// The ids of operations, sortable by time: `20261122T133205Z-4f2a`.
public enum OperationID {
  /// A new id. The end tells two operations of one second apart.
  public static func make(at moment: Timestamp) -> String {
    let digits = Array("0123456789abcdef")
    let time = Timestamp(milliseconds: moment.wholeSeconds * 1000).description.filter { $0 != "-" && $0 != ":" }
    return time + "-" + String((0..<4).map { _ in digits[Int.random(in: 0..<16)] })
  }

  /// Whether a text may be an id: it names a folder, so that nothing else is accepted.
  public static func isPlausible(_ id: String) -> Bool {
    !id.isEmpty && id.utf8.count <= 64
      && id.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D
      }
  }
}
