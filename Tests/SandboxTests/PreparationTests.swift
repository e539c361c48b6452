import GRDB
import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Sandbox

@Suite struct PreparationTests {
  private let temporary: TemporaryFolder
  private let state: StateFolder
  private let folder: SandboxFolder
  private let clock = ManualClock()

  init() throws {
    temporary = try TemporaryFolder()
    state = StateFolder(temporary.path + "/état 1")
    folder = SandboxFolder(state)
  }

  private func ask(_ query: String) throws -> Int? {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: folder.database, configuration: configuration).read {
      try Int.fetchOne($0, sql: query)
    }
  }

  /// Everything below a folder, by its path: its kind, its mode, and what is in it.
  private func picture(_ path: String) throws -> [String: String] {
    var picture: [String: String] = [:]
    try FileSystem.walk(path) { item, facts in
      let content = facts.kind == .file ? (try? FileSystem.read(item)).map { "\($0.hashValue)" } ?? "?" : ""
      picture[String(item.dropFirst(path.count))] = "\(facts.kind) \(facts.mode) \(content)"
    }
    return picture
  }

  @Test func theDatabaseHoldsWhatItShould() async throws {
    #expect(try await Sandbox.prepare(state: state, clock: clock))
    let counts = [
      "users": 200, "artists": 40, "concerts": 120, "bookings": 600, "sessions": 100, "jobs": 60, "job_batches": 12,
    ]
    for (table, count) in counts {
      #expect(try ask("SELECT count(*) FROM \(table)") == count, "\(table)")
    }
    #expect(try ask("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    let now = "1795354320"
    #expect(
      try ask("SELECT count(*) FROM concerts WHERE concert_date < datetime(\(now), 'unixepoch', '-2 years')") == 30)
    #expect(try ask("SELECT count(*) FROM concerts WHERE concert_date > datetime(\(now), 'unixepoch')") == 40)
    #expect(try ask("SELECT count(*) FROM sessions WHERE last_activity < \(now) - 30 * 86400") == 35)
    #expect(try ask("SELECT count(*) FROM bookings WHERE created_at > datetime(\(now), 'unixepoch')") == 0)
    #expect(try ask("SELECT count(*) FROM artists WHERE typeof(portrait) = 'blob' AND length(portrait) = 512") == 30)
    for text in ["é", "ñ", "日本", "🔥"] {
      let count = try ask(
        "SELECT (SELECT count(*) FROM users WHERE name LIKE '%\(text)%') + (SELECT count(*) FROM concerts WHERE title LIKE '%\(text)%')"
      )
      #expect((count ?? 0) > 0, "\(text)")
    }
    #expect(try ask("SELECT count(*) FROM sqlite_schema WHERE type = 'view'") == 1)
    #expect(try ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") == 1)
    // One file holds it all: a log beside it would be taken for another's after a swap.
    #expect(try ask("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'") == 1)
    #expect(try FileSystem.names(in: folder.path) == ["config", "database.sqlite", "files", "logs", "run"])
  }

  @Test func theRowsAreTheSameEachTime() async throws {
    try await Sandbox.prepare(state: state, clock: clock)
    let other = StateFolder(temporary.path + "/other")
    try await Sandbox.prepare(state: other, clock: clock)
    #expect(try FileSystem.read(folder.database) == FileSystem.read(SandboxFolder(other).database))
    #expect(try picture(folder.files) == picture(SandboxFolder(other).files))
  }

  @Test func theFilesAreOfEveryKindAndClosedToOthers() async throws {
    let before = umask(0)
    defer { umask(before) }
    try await Sandbox.prepare(state: state, clock: clock)
    var files = 0
    var modes: Set<UInt32> = []
    try FileSystem.walk(folder.path) { path, facts in
      #expect(facts.kind == .link || facts.mode & 0o077 == 0, "\(path)")
      if path.hasPrefix(folder.files + "/"), facts.kind == .file {
        files += 1
        modes.insert(facts.mode)
      }
    }
    #expect((38...50).contains(files))
    #expect(modes == [0o600, 0o400, 0o700])
    #expect(FileSystem.facts(folder.files + "/public/storage")?.kind == .link)
    #expect(FileSystem.exists(folder.files + "/public/storage/devis & contrat.txt"))
    #expect(try FileSystem.names(in: folder.files + "/storage/framework/cache") == [])
    #expect(try FileSystem.names(in: folder.configuration) == ["app.env", "php.ini", "site.conf", "worker.service"])
  }

  @Test func theLogTellsOfADay() async throws {
    try await Sandbox.prepare(state: state, clock: clock)
    let lines = try String(decoding: FileSystem.read(folder.log), as: UTF8.self).split(separator: "\n").map(String.init)
    let heads = lines.filter { $0.hasPrefix("[20") }
    #expect(heads == heads.sorted { $0.prefix(21) < $1.prefix(21) })
    #expect(heads.count > 200)
    let moment = SandboxMoment(now: Timestamp(milliseconds: clock.wallMilliseconds()), zone: .utc)
    #expect(heads.allSatisfy { $0.dropFirst().prefix(19) < moment.text(ago: 0) })
    #expect(heads.filter { $0.contains("] production.WARNING: ") }.count == 5)
    let error = try #require(lines.firstIndex { $0.contains("] production.ERROR: ") })
    #expect(lines[error].hasPrefix("[\(moment.text(ago: 20 * 3600))]"))
    #expect(lines[error + 1] == "[stacktrace]")
    #expect(lines[error + 2].hasPrefix("#0 "))
    #expect(lines.filter { $0.contains(".ERROR: ") }.count == 1)
  }

  @Test func theTimesAreThoseOfTheZone() async throws {
    let rules = ZoneRules.utc
    var zone = Zone(name: "Europe/Paris", rules: rules)
    if let file = try? FileSystem.read("/usr/share/zoneinfo/Europe/Paris") { zone.rules = try ZoneRules(tzif: file) }
    let moment = SandboxMoment(now: Timestamp(milliseconds: clock.wallMilliseconds()), zone: zone)
    #expect(SandboxHistory.text(moment).contains("[\(moment.text(ago: 20 * 3600))] production.ERROR"))
    try await Sandbox.prepare(state: state, zone: zone, clock: clock)
    let settings = try String(decoding: FileSystem.read(folder.configuration + "/app.env"), as: UTF8.self)
    #expect(settings.contains("APP_TIMEZONE=\"Europe/Paris\""))
    try SandboxZone.keep("Europe/Paris", folder)
    #expect(SandboxZone.kept(folder).rules == zone.rules)
    try SandboxZone.keep("../../etc/passwd", folder)
    #expect(SandboxZone.kept(folder) == .utc)
  }

  @Test func whatAPersonRemovedStaysRemoved() async throws {
    try await Sandbox.prepare(state: state, clock: clock)
    try FileSystem.removeFile(folder.database)
    try FileSystem.removeTree(folder.files)
    let before = try picture(folder.path)
    #expect(try await Sandbox.prepare(state: state, clock: clock) == false)
    #expect(try picture(folder.path) == before)
  }

  @Test func aCrashWhileItIsBuiltLeavesNothingHalfDone() async throws {
    try FileSystem.makeFolder(folder.aside + "/files/public")
    try FileSystem.writeAtomically(folder.aside + "/database.sqlite", Array("half".utf8))
    try FileSystem.writeAtomically(folder.aside + "/files/public/index.php", Array("half".utf8))
    #expect(try await Sandbox.prepare(state: state, clock: clock))
    #expect(try ask("SELECT count(*) FROM concerts") == 120)
    #expect(try FileSystem.read(folder.entryPage) != Array("half".utf8))
    #expect(!FileSystem.exists(folder.aside))
  }

  @Test func aCrashWhileItIsPutInPlaceIsMadeGood() async throws {
    try await Sandbox.prepare(state: state, clock: clock)
    let database = try FileSystem.read(folder.database)
    // As if it had died after the first rename.
    try FileSystem.removeFile(folder.prepared)
    try FileSystem.removeTree(folder.files)
    try FileSystem.removeTree(folder.logs)
    clock.advance(seconds: 3600)
    #expect(try await Sandbox.prepare(state: state, clock: clock))
    #expect(try FileSystem.read(folder.database) == database)
    #expect(FileSystem.exists(folder.entryPage))
    #expect(FileSystem.exists(folder.log))
    #expect(FileSystem.exists(folder.prepared))
    #expect(!FileSystem.exists(folder.aside))
  }

  @Test func ofManyAtOnceOneMakesIt() async throws {
    let state = state
    let clock = clock
    let made = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 { group.addTask { try await Sandbox.prepare(state: state, clock: clock) } }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(made == 1)
    #expect(try ask("SELECT count(*) FROM bookings") == 600)
  }

  @Test func aFolderThatCannotBeMadeIsNamed() async throws {
    try FileSystem.makeFolder(state.path)
    try FileSystem.writeAtomically(state.sandbox, Array("in the way".utf8))
    await #expect(throws: SandboxFault.file(FileFault("mkdir", folder.run, code: ENOTDIR))) {
      try await Sandbox.prepare(state: state, clock: clock)
    }
  }
}
