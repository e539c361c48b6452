/// The statement of a trigger, which a server keeps as it was written.
enum TriggerText {
  /// The text without the name of the trigger's schema, before `FOR EACH ROW`; `nil` when it cannot be taken out. A trigger and
  /// its table are of one schema, so that it is the same one in whatever letters it is written (`lower_case_table_names`).
  static func withoutSchema(_ schema: String, _ definition: [UInt8]) -> [UInt8]? {
    guard let body = folded(definition).range(of: Array("for each row".utf8), from: 0) else { return nil }
    var head = Array(definition[..<body.lowerBound])
    for name in [ServerDatabase.identifier(schema) + ".", schema + "."] {
      let sought = folded(Array(name.utf8))
      while let found = folded(head).range(of: sought, from: 0) { head.removeSubrange(found) }
    }
    // Written apart, or of another schema: what is left of it is a dot between two names.
    guard let word = folded(head).range(of: Array("trigger".utf8), from: 0),
      !head[word.upperBound...].contains(UInt8(ascii: "."))
    else { return nil }
    return head + definition[body.lowerBound...]
  }

  /// With the letters of ASCII small; as long as before.
  private static func folded(_ text: [UInt8]) -> [UInt8] { text.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
}
