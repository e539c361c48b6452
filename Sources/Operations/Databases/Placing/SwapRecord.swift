import Maintenance

/// What stood live before a swap, written down before anything is changed: enough to go on or to go back from any point, by
/// this worker or a later one.
struct SwapRecord: OperationRecord, Sendable, Hashable {
  /// The live schema's name.
  var schema: String
  /// Where the new tables come from, and where the old ones go.
  var incoming, aside: String
  /// The names of the tables, sequences among them.
  var oldTables, newTables: [String]
  /// The triggers, routines, views and events that were live.
  var oldCode: SchemaCode
  /// The same of what shall be live.
  var newCode: SchemaCode
  /// `SHOW CREATE DATABASE` of both; the old one is `nil` where no schema was there.
  var oldForm: String?
  var newForm: String
  /// Foreign keys of other schemas that lead here.
  var outsideKeys: [OutsideKey]
  /// The bytes of what is set aside, as the server counts them.
  var oldBytes: UInt64 = 0

  static let fileName = "swap.json"

  /// The way back from it: the same with both sides exchanged, what is live now going to `aside`.
  func reversed(aside: String, oldBytes: UInt64 = 0) -> SwapRecord {
    SwapRecord(
      schema: schema, incoming: self.aside, aside: aside, oldTables: newTables, newTables: oldTables, oldCode: newCode,
      newCode: oldCode, oldForm: newForm, newForm: oldForm ?? newForm, outsideKeys: outsideKeys, oldBytes: oldBytes)
  }
}
