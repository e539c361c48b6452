/// The keys that one mapping of the plan may hold.
struct KeyTable: Sendable {
  /// Where the mapping stands: `services.NAME.http`; empty for the top of the file.
  var path: String
  /// What the mapping is for, in one sentence.
  var purpose: String
  var keys: [PlanKey]

  init(_ path: String, _ purpose: String, _ keys: [PlanKey]) {
    (self.path, self.purpose, self.keys) = (path, purpose, keys)
  }

  var names: [String] { keys.map(\.name) }
}
