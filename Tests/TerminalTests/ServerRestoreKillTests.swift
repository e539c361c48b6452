import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// `kill -9` of the agent while a schema of a real server is rebuilt, and while it is put in place: the operation ends, and
  /// the next agent tells of it.
  @Suite struct ServerRestoreKills {
    @Test func theRestoreOfAServerOutlivesTheAgent() async throws {
      try await Station.with { station in
        let folder = station.folder
        let server = try await MariaDBServer(folder: folder.path + "/m")
        try await server.start()
        try await server.query(
          "CREATE DATABASE shop; USE shop; CREATE TABLE shop.users(id INT PRIMARY KEY, name VARCHAR(40)) ENGINE=InnoDB; "
            + "INSERT INTO shop.users SELECT seq, MD5(seq) FROM seq_1_to_20000")
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
        let backup = try await vigie("backup", "database.full")
        try #require(backup.isSuccess, "\(backup.errorText)")
        let sum = try await server.query("CHECKSUM TABLE shop.users EXTENDED")
        for step in ["== 3/", "== 7/"] {
          try await server.query("DELETE FROM shop.users WHERE id<1000")
          let known = Set(try FileSystem.names(in: station.state.operations))
          let restore = Task { try await vigie("restore", "database", "--confirm", "shop") }
          var operation = ""
          let isThere = try await eventually(withinSeconds: 60) {
            operation = try FileSystem.names(in: station.state.operations).first { !known.contains($0) } ?? ""
            let output = (try? FileSystem.read(station.state.operation(operation) + "/output")) ?? []
            return !operation.isEmpty && String(decoding: output, as: UTF8.self).contains(step)
          }
          try #require(isThere, "\(step)")
          let agent = try #require(station.agentPid)
          try await station.killNow(agent)
          _ = try? await restore.value
          let id = operation
          let isOver = try await eventually(withinSeconds: 60) {
            let all = try await station.read([OperationStatus].self, ["operation", "list", "--plan", plan])
            return all.first { $0.id == id }?.state == .done
          }
          #expect(isOver, "\(step)")
          #expect(try await server.query("CHECKSUM TABLE shop.users EXTENDED") == sum, "\(step)")
        }
        await server.stop()
      }
    }
  }
}
