import Maintenance

/// The names of the schemas that stand beside a live one while it is restored, and after: one is loaded beside it, and what
/// was live is set aside.
struct SchemaNames: Sendable, Hashable {
  let live: String
  let operation: String

  /// Where the new state is loaded and compared before anything live is touched.
  var new: String { name("new") }
  /// Where what was live is kept.
  var before: String { name("before") }

  /// What stands before the mark in both: the account that restores is granted `FRONT\_\_%`.
  static func front(of live: String) -> String {
    // A schema's name has at most 64 characters (https://mariadb.com/kb/en/identifier-names/); the rest takes 30.
    String(live.prefix(34))
  }

  /// The pattern by which the account is granted both, as a grant writes it: `_` and `%` stand for others where they are
  /// not escaped.
  static func pattern(of live: String) -> String {
    front(of: live).map { $0 == "_" || $0 == "%" || $0 == "\\" ? "\\" + String($0) : String($0) }.joined() + "\\_\\_%"
  }

  private func name(_ role: String) -> String {
    let id = operation.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return SchemaNames.front(of: live) + "__\(role)_" + id
  }
}
