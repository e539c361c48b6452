import GRDB

/// What can be asked of a register, whether it is open for writing or only for reading. Every call reads one
/// consistent state of the database, may be made from any thread, and blocks while it reads.
public protocol RegisterReading: Sendable {
  /// The database behind it.
  var source: RegisterSource { get }
}

extension RegisterReading {
  /// One consistent state of the database.
  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterError) -> Result {
    try source.translating { try source.database.read(body) }
  }
}
