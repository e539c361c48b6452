import Maintenance
import Testing

/// Which tables the newest full lacks, and between which two fulls they went.
@Suite struct VanishedTablesTests {
  private func full(_ at: Double, _ tables: [String], schema: String = "s") -> BackupManifest {
    BackupManifest(
      id: "f\(at)", leg: .databaseFull, takenAt: Timestamp(seconds: at), durationSeconds: 1, host: "h",
      application: "a",
      artefacts: [], contents: Dictionary(uniqueKeysWithValues: (tables + ["(views)"]).map { ($0, 0) }), commands: [],
      server: ServerBackup(engine: .mariadb, version: "10.11", schema: schema, createStatement: "", history: ""))
  }

  @Test func eachTableIsToldByThePairOfFullsBetweenWhichItWent() {
    let found = VanishedTables.find(in: [
      full(3, ["users"]), full(1, ["users", "old", "bookings", "seats"]), full(2, ["users", "seats", "bookings"]),
    ])
    #expect(
      found == [
        VanishedTables(
          tables: ["bookings", "seats"], lastHeld: Timestamp(seconds: 2), firstMissed: Timestamp(seconds: 3)),
        VanishedTables(tables: ["old"], lastHeld: Timestamp(seconds: 1), firstMissed: Timestamp(seconds: 2)),
      ])
  }

  @Test func whatTheNewestHoldsIsNotGoneThoughOneInBetweenLackedIt() {
    // The safety copy and the full of a bad state, then the full after the right restore.
    #expect(VanishedTables.find(in: [full(1, ["a", "b"]), full(2, ["a"]), full(3, ["a", "b"])]).isEmpty)
    #expect(VanishedTables.find(in: []).isEmpty && VanishedTables.find(in: [full(1, ["a"])]).isEmpty)
    #expect(VanishedTables.find(in: [full(1, ["b"], schema: "other"), full(2, ["a"])]).isEmpty)
  }

  /// Against a walk through the fulls, one table at a time.
  @Test func agreesWithAWalkThroughTheFulls() {
    var seed: UInt64 = 15
    func draw(_ below: UInt64) -> UInt64 {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (seed >> 33) % below
    }
    for _ in 0..<300 {
      let names = (0..<5).map { "t\($0)" }
      let fulls = (0..<Int(1 + draw(6))).map { at in full(Double(at), names.filter { _ in draw(3) > 0 }) }
      var wanted: [String: (Timestamp, Timestamp)] = [:]
      for name in names {
        var held: Timestamp?
        var span: (Timestamp, Timestamp)?
        for backup in fulls {
          if backup.contents[name] != nil {
            (held, span) = (backup.takenAt, nil)
          } else if let before = held, span == nil {
            span = (before, backup.takenAt)
          }
        }
        if let span { wanted[name] = span }
      }
      var found: [String: (Timestamp, Timestamp)] = [:]
      for lack in VanishedTables.find(in: fulls) {
        for name in lack.tables { found[name] = (lack.lastHeld, lack.firstMissed) }
      }
      #expect(found.keys.sorted() == wanted.keys.sorted())
      for (name, span) in wanted { #expect(found[name].map { $0 == span } == true, "\(name)") }
    }
  }
}
