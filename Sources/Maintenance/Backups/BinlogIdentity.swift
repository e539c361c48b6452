/// Which file of which history a file of a server's binary log is, by what stands at its head: a server that is installed
/// anew, and one whose log was begun anew (`RESET MASTER`), call their files as before.
///
/// `{"createdAt": …, "server": 1, "transactions": {"0-1": 4711}}`
public struct BinlogIdentity: Codable, Sendable, Hashable {
  /// The moment at which it was begun, to the second: that of its first event, the description of its format.
  public var createdAt: Timestamp
  /// The `server_id` that the server had then.
  public var server: UInt32
  /// What had been committed before it, as MariaDB writes it after the description: the last number of each domain and
  /// server, `0-1` for `0-1-4711` (https://mariadb.com/kb/en/gtid/). `nil` where the server writes none.
  public var transactions: [String: UInt64]?

  /// What stands at the head of a file.
  public init(createdAt: Timestamp, server: UInt32, transactions: [String: UInt64]? = nil) {
    self.createdAt = createdAt
    self.server = server
    self.transactions = transactions
  }
}
