/// Whether a group of the binary log is proven to leave a schema as it is. Pure. What is not proven is not foreign: such a
/// group is never passed over.
struct ForeignGroup: Sendable {
  /// The schemas that are rebuilt, in lower case: ours, and those in which a restore had it under another name.
  var own: Set<String>
  /// The names of all objects that they hold, in lower case.
  var objects: Set<String>

  init(own: Set<String>, objects: Set<String> = []) {
    self.own = Set(own.map { $0.lowercased() })
    self.objects = Set(objects.map { $0.lowercased() })
  }

  func isProven(_ group: BinlogGroup) -> Bool {
    guard group.isUnderstood, !(group.statements.isEmpty && group.tables.isEmpty) else { return false }
    return group.tables.allSatisfy { !own.contains($0.schema.lowercased()) }
      && group.statements.allSatisfy { $0.isBoundary || isProven($0) }
  }

  func isProven(_ statement: BinlogStatement) -> Bool {
    guard let all = StatementTokens(statement), case .word(let verb) = all.tokens.first else { return false }
    // In another encoding than UTF-8 a name that is not ASCII would not be found.
    if String(validating: statement.text, as: UTF8.self) == nil,
      !own.union(objects).allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } })
    {
      return false
    }
    // What was prepared and is given up has changed nothing.
    if all.match(["xa", "rollback"], at: 0) != nil { return true }
    if ForeignGroup.concernsAccounts(all) || makesAnother(all, statement.schema) { return true }
    if all.tokens.contains(where: { $0.named.map { own.contains($0) } ?? false }) { return false }
    if isAboutTemporaryTables(statement, all, verb) { return true }
    if own.contains(statement.schema.lowercased()) { return false }
    // It names nothing of ours, and no schema of ours is in use. A statement that calls a function may do anything.
    return ["create", "drop", "alter", "rename", "truncate", "analyze", "optimize", "repair", "flush"].contains(verb)
      && !all.tokens.contains(.word("select"))
  }

  /// Accounts and what they may do are the server's, whatever schema they name.
  private static func concernsAccounts(_ all: StatementTokens) -> Bool {
    for start in [["grant"], ["revoke"], ["set", "password"], ["set", "default", "role"]]
    where all.match(start, at: 0) != nil {
      return true
    }
    for verb in ["create", "alter", "drop", "rename"] {
      guard var place = all.match([verb], at: 0) else { continue }
      place = all.match(["or", "replace"], at: place) ?? place
      if all.match(["user"], at: place) != nil || all.match(["role"], at: place) != nil { return true }
    }
    return false
  }

  /// A statement on temporary tables alone, by its flag and because nothing of ours has such a name: they were made before
  /// the full backup, and nobody but their session has ever seen them.
  private func isAboutTemporaryTables(_ statement: BinlogStatement, _ all: StatementTokens, _ verb: String) -> Bool {
    guard statement.usesTemporaryTables,
      ["insert", "replace", "update", "delete", "truncate"].contains(verb)
        || all.match(["drop", "temporary"], at: 0) != nil || all.match(["drop", "table"], at: 0) != nil
        || all.match(["alter", "table"], at: 0) != nil
    else { return false }
    return !all.tokens.contains { $0.named.map { objects.contains($0) } ?? false }
  }

  /// Whether it makes, changes or drops a routine, an event or a trigger of another schema, or another schema. What is in
  /// the body of one is not carried out by making it.
  private func makesAnother(_ all: StatementTokens, _ inUse: String) -> Bool {
    guard case .word(let verb) = all.tokens.first, ["create", "alter", "drop"].contains(verb) else { return false }
    // ALTER EVENT other.e RENAME TO ours.e
    if verb == "alter", all.tokens.contains(where: { $0.named.map(own.contains) ?? false }) { return false }
    var place = 1
    place = all.match(["or", "replace"], at: place) ?? place
    if all.match(["definer"], at: place) != nil {
      // DEFINER = user[@host], CURRENT_USER, CURRENT_ROLE; a user may be called as a kind is, but not without quotes.
      guard
        let kind = all.tokens[place...].firstIndex(where: {
          if case .word(let word) = $0 { ForeignGroup.kinds.contains(word) || word == "aggregate" } else { false }
        })
      else { return false }
      place = kind
    }
    place = all.match(["aggregate"], at: place) ?? place
    guard place < all.tokens.count, case .word(let kind) = all.tokens[place] else { return false }
    place += 1
    place = all.match(["if", "not", "exists"], at: place) ?? all.match(["if", "exists"], at: place) ?? place
    guard place < all.tokens.count, let first = all.tokens[place].named else { return false }
    if kind == "database" || kind == "schema" { return !own.contains(first) }
    guard ForeignGroup.kinds.contains(kind) else { return false }
    let isQualified = place + 1 < all.tokens.count && all.tokens[place + 1] == .sign(UInt8(ascii: "."))
    let owner = isQualified ? first : inUse.lowercased()
    return !owner.isEmpty && !own.contains(owner)
  }

  private static let kinds: Set<String> = ["procedure", "function", "event", "trigger", "package"]
}

extension BinlogStatement {
  /// What begins or ends a transaction, and a mark within one.
  var isBoundary: Bool {
    guard let all = StatementTokens(self), case .word(let verb) = all.tokens.first else { return false }
    switch verb {
    case "begin", "commit", "rollback", "savepoint": return true
    case "start", "release": return all.tokens.count <= 3
    default: return false
    }
  }
}
