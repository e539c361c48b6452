import Host
import Maintenance

/// The statements of a log about other schemas that are passed by, because they are statements and no rows: whether one of
/// them writes to ours through a trigger, a routine or a view.
struct OutsideStatements: Sendable {
  /// How many are passed by, and where the first begins.
  private(set) var count = 0
  private(set) var first: String?
  /// The first that may write to ours.
  private(set) var leading: (place: String, statement: BinlogStatement, seconds: UInt32)?

  /// Looks through files of the log.
  ///
  /// - Parameters:
  ///   - files: their paths.
  ///   - start: the position of the first event that counts, in the first file.
  ///   - stop: the position before which it ends, in the last file; `nil` to its end.
  ///   - code: what the server has; what the log itself makes is added.
  init(_ files: [String], from start: UInt64, to stop: UInt64?, code: OutsideCode) throws(StepFailure) {
    var code = code
    // What leads to ours is wanted first: what was made, and dropped again, in between.
    try OutsideStatements.each(files, from: start, to: stop) { statement, _, _ in code.add(statement) }
    let whole = code
    try OutsideStatements.each(files, from: start, to: stop) { statement, place, seconds in
      guard let all = StatementTokens(statement), case .word(let verb) = all.tokens.first,
        OutsideStatements.verbs.contains(verb)
      else { return }
      if leading == nil, whole.leads(statement) { leading = (place, statement, seconds) }
      let isOurs =
        whole.own.contains(statement.schema.lowercased())
        || all.tokens.contains { $0.named.map(whole.own.contains) ?? false }
      guard !isOurs else { return }
      count += 1
      first = first ?? place
    }
  }

  private static let verbs: Set<String> = [
    "insert", "replace", "update", "delete", "load", "call", "select", "do", "set", "with",
  ]

  private static func each(
    _ files: [String], from start: UInt64, to stop: UInt64?,
    _ body: (BinlogStatement, _ place: String, _ seconds: UInt32) -> Void
  ) throws(StepFailure) {
    for (index, path) in files.enumerated() {
      let reader = try BinlogReader(path)
      let name = String(path.split(separator: "/").last ?? "")
      while let event = try reader.next() {
        if let stop, index == files.count - 1, event.place >= stop { break }
        guard index > 0 || event.place >= start,
          event.kind == BinlogEvent.Kind.query || event.kind == BinlogEvent.Kind.queryCompressed,
          let statement = BinlogStatement(try reader.body(event), event)
        else { continue }
        body(statement, "\(name):\(event.place)", event.seconds)
      }
    }
  }
}
