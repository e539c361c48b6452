import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// A table of a real server is dropped: it is listed, it is a problem, it comes back by one command, and the problem ends.
  @Suite struct Losses {
    @Test func aDroppedTableIsListedAndComesBackByItsName() async throws {
      try await Station.with { station in
        let folder = station.folder
        let server = try await MariaDBServer(folder: folder.path + "/m")
        try await server.start()
        try await server.query(
          "CREATE DATABASE shop; USE shop; CREATE TABLE concerts(id INT PRIMARY KEY, name VARCHAR(40)) ENGINE=InnoDB; "
            + "INSERT INTO concerts SELECT seq, MD5(seq) FROM seq_1_to_500; "
            + "CREATE VIEW upcoming AS SELECT id FROM concerts")
        let plan = try folder.write(
          "plan.yaml",
          """
          application: Shop
          timezone: Europe/Paris
          language: en
          databases:
            main: {engine: mariadb, schema: shop, credentials: \(server.rootCredentials)}
          backups:
            database.full: {at: "01:00", keep: 30d}

          """)
        func vigie(_ words: String...) async throws -> CommandResult {
          try await station.vigie(words + ["--plan", plan])
        }
        func problems() async throws -> [String] {
          try await station.read([Problem].self, ["alert", "list", "--plan", plan]).map(\.id)
        }
        let backup = try await vigie("backup", "database.full")
        try #require(backup.isSuccess, "\(backup.errorText)")
        let none = try await vigie("backups", "losses")
        #expect((none.text + none.errorText).contains("no table was lost"))
        try await server.query("INSERT INTO shop.concerts VALUES (501, 'late')")
        let sum = try await server.query("CHECKSUM TABLE shop.concerts EXTENDED")
        // The log tells whole seconds: the drop falls into a later one.
        try await server.query("DO SLEEP(1.1); DROP TABLE shop.concerts")

        // Nobody has asked for it: an agent that starts looks by itself.
        try await station.ask("agent", "--stop")
        let isSeen = try await eventually(withinSeconds: 30) { try await problems() == ["table.concerts"] }
        #expect(isSeen)
        let listed = try await vigie("backups", "losses")
        #expect(listed.text.contains("concerts") && listed.text.contains("dropped"), "\(listed.text)")
        let report = try await station.read(LossReport.self, ["backups", "losses", "--plan", plan])
        #expect(report.losses.map(\.table) == ["concerts"] && report.losses[0].madeAgainAt == nil)
        let isTold = try await eventually(withinSeconds: 30) { try await problems() == ["table.concerts"] }
        #expect(isTold)

        let unknown = try await vigie("restore", "database", "--before-loss", "nobody", "--confirm", "shop")
        #expect(!unknown.isSuccess && unknown.errorText.contains("vigie backups losses"), "\(unknown.errorText)")
        let mixed = try await vigie("restore", "database", "--before-loss", "concerts", "--to", "2026-01-01T00:00:00Z")
        #expect(!mixed.isSuccess && mixed.errorText.contains("--before-loss goes with"), "\(mixed.errorText)")
        let back = try await vigie(
          "restore", "database", "--table", "concerts", "--before-loss", "concerts", "--confirm", "concerts")
        #expect(back.isSuccess, "\(back.errorText)")
        #expect(try await server.query("CHECKSUM TABLE shop.concerts EXTENDED") == sum)
        #expect(try await server.query("SELECT COUNT(*) FROM shop.upcoming") == ["501"])
        let isOver = try await eventually(withinSeconds: 30) { try await problems() == [] }
        #expect(isOver)
        await server.stop()
      }
    }
  }
}
