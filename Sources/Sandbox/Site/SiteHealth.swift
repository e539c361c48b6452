import FoundationEssentials
import GRDB
import Host

/// Whether the application could serve anybody: its database answers and its files are there.
enum SiteHealth: Sendable, Hashable {
  /// It could; how many rows the tables hold that the front page shows.
  case sound(counts: [String: Int])
  /// It could not, and why.
  case failing(isDatabaseSound: Bool, concerts: Int?, reason: String)

  /// The tables that are counted.
  static let tables = ["artists", "bookings", "concerts", "users"]

  /// Looks now.
  static func examine(_ folder: SandboxFolder, _ database: SiteDatabase) -> SiteHealth {
    let counts: [String: Int]
    do {
      counts = try database.counts(of: tables)
    } catch {
      let message = (error as? DatabaseError)?.message ?? "\(error)"
      return .failing(
        isDatabaseSound: false, concerts: nil, reason: FileSystem.name(of: folder.database) + ": " + message)
    }
    guard FileSystem.facts(folder.entryPage)?.kind == .file else {
      return .failing(
        isDatabaseSound: true, concerts: counts["concerts"],
        reason: folder.entryPage.dropFirst(folder.path.count + 1) + ": no such file")
    }
    return .sound(counts: counts)
  }

  /// `{"database":{"concerts":120,"ok":true},"status":"ok"}`
  var json: [UInt8] {
    let report =
      switch self {
      case .sound(let counts):
        Report(status: "ok", database: Report.Database(ok: true, concerts: counts["concerts"]))
      case .failing(let isDatabaseSound, let concerts, let reason):
        Report(
          status: "failing", reason: reason, database: Report.Database(ok: isDatabaseSound, concerts: concerts))
      }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(report)).map(Array.init) ?? Array(#"{"status":"failing"}"#.utf8)
  }

  private struct Report: Encodable {
    struct Database: Encodable {
      var ok: Bool
      var concerts: Int?
    }

    var status: String
    var reason: String?
    var database: Database
  }
}
