import GRDB
import Host
import Synchronization

/// The application's database as its site reads it. It stays open while its file is the same, untouched one: most checks of
/// health find what the last one found, and should cost next to nothing.
final class SiteDatabase: Sendable {
  /// Which file was opened, as it was then.
  private struct Mark: Equatable {
    var device, inode, bytes: UInt64
    var modifiedNanoseconds: Int64
  }

  private struct Opened {
    var queue: DatabaseQueue
    var mark: Mark
  }

  private let path: String
  private let opened = Mutex<Opened?>(nil)

  /// How long another's lock on the database is waited for.
  private static let busySeconds = 0.25

  init(path: String) { self.path = path }

  /// How many rows each of the tables holds now.
  /// - Throws: what SQLite says when the file is missing or is no sound database.
  func counts(of tables: [String]) throws -> [String: Int] {
    let queue = try current()
    let sql = "SELECT " + tables.map { "(SELECT count(*) FROM \($0))" }.joined(separator: ", ")
    do {
      return try queue.read { db in
        let row = try Row.fetchOne(db.cachedStatement(sql: sql))
        return Dictionary(
          zip(tables, row?.databaseValues.map { Int.fromDatabaseValue($0) ?? 0 } ?? []), uniquingKeysWith: { $1 })
      }
    } catch {
      opened.withLock { $0 = nil }
      throw error
    }
  }

  /// The open database; opened anew when another file lies there, or the same one was written.
  private func current() throws -> DatabaseQueue {
    let mark = FileSystem.facts(path).map {
      Mark(device: $0.device, inode: $0.inode, bytes: $0.bytes, modifiedNanoseconds: $0.modifiedNanoseconds)
    }
    return try opened.withLock { opened in
      if let opened, opened.mark == mark { return opened.queue }
      opened = nil
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(Self.busySeconds)
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if let mark { opened = Opened(queue: queue, mark: mark) }
      return queue
    }
  }
}
