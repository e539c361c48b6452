/// An account of a server, or a role, which has no host.
struct ServerAccount: Sendable, Hashable, Comparable {
  var user: String
  /// `nil` for a role.
  var host: String?

  /// As SQL writes it.
  var sql: String {
    ServerDatabase.literal(user) + (host.map { "@" + ServerDatabase.literal($0) } ?? "")
  }

  /// As a manifest keeps it and a person reads it: `shop@localhost`, or a role's name.
  var name: String { user + (host.map { "@" + $0 } ?? "") }

  /// What information_schema says of a definer: `user@host`; of a role `role@`, or its bare name.
  init?(definer: String) {
    guard !definer.isEmpty else { return nil }
    guard let at = definer.lastIndex(of: "@") else {
      self.init(user: definer, host: nil)
      return
    }
    let host = definer[definer.index(after: at)...]
    self.init(user: String(definer[..<at]), host: host.isEmpty ? nil : String(host))
  }

  init(user: String, host: String?) {
    self.user = user
    self.host = host
  }

  /// The statement that makes it where it is missing: locked, so that nobody enters by it.
  func creation(locked: Bool) -> String {
    host == nil
      ? "CREATE ROLE IF NOT EXISTS \(sql)" : "CREATE USER IF NOT EXISTS \(sql)" + (locked ? " ACCOUNT LOCK" : "")
  }

  static func < (one: ServerAccount, other: ServerAccount) -> Bool { one.name < other.name }
}
