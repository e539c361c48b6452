import Maintenance

/// Makes the ids of operations: sortable by time, distinct within a second, `20261122T133205Z-4f2a`.
public enum OperationID {
  /// An id of its own for an operation ordered at that moment.
  public static func make(at moment: Timestamp) -> String {
    let digits = String(UInt16.random(in: .min ... .max), radix: 16)
    return compact(moment) + "-" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Whether a text can be an id: nothing else is ever made part of a path.
  public static func isValid(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.first != "." && text.first != "-"
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
          || byte == 0x2E
      }
  }

  /// `20261122T133205Z`.
  static func compact(_ moment: Timestamp) -> String {
    Timestamp(milliseconds: moment.wholeSeconds * 1000).description.filter { $0 != "-" && $0 != ":" }
  }
}
