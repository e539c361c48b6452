import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct DrillTests {
  @Test func aDrillRestoresAsideAndWritesItDown() async throws {
    let shop = try await Shop(rows: 500)
    let full = try await shop.backUp(.databaseFull)
    _ = try await shop.backUp(.filesFull)
    try await shop.server.query("INSERT INTO users(name,email) VALUES ('later','later')", schema: "nationsounds")
    _ = try await shop.quietMoment()
    _ = try await shop.backUp(.databaseLog)
    let sums = try await shop.sums()
    let status = try await shop.run(.drill(.full))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums, "nothing live was touched")
    let facts = try #require(BackupFolder(id: full.id, backups: shop.state.backups)?.evidence())
    #expect(facts.restoredAt != nil && facts.fault == nil)
    let reports = try FileSystem.names(in: shop.state.reports)
    #expect(reports.count == 1)
    let text = String(decoding: try FileSystem.read(shop.state.reports + "/" + reports[0]), as: UTF8.self)
    #expect(text.contains(full.id) && text.contains("101 rows") == false && text.contains("7 tables, 501 rows"))
    #expect(try FileSystem.names(in: shop.state.operation(status.id)).allSatisfy { $0 != "t" && $0 != "drill" })
  }

  /// Somebody changes one row in the dump and writes the checksums anew.
  @Test func aChangedRowIsFoundThoughTheManifestWasHashedAnew() async throws {
    let shop = try await Shop(rows: 500)
    let full = try await shop.backUp(.databaseFull)
    let folder = try #require(BackupFolder(id: full.id, backups: shop.state.backups))
    let script = """
      cd "$1" && gzip -dc database.sql.gz | sed 's/Artist 3/Artist X/' | gzip -c > new && mv new database.sql.gz && \
      sha256sum database.sql.gz > SHA256SUMS && sed -i "s/$2/$(cut -d' ' -f1 SHA256SUMS)/; \
      s/\\"bytes\\" *: *[0-9]*/\\"bytes\\" : $(stat -c %s database.sql.gz)/" manifest.json && sha256sum -c --quiet SHA256SUMS
      """
    let result = try await shop.host.commands.run(
      Command("sh", ["-c", script, "sh", folder.path, full.artefacts[0].sha256]))
    #expect(result.isSuccess, "\(result.errorText)")
    #expect(folder.facts()?.fault == nil, "\(folder.facts()?.fault ?? "")")
    let status = try await shop.run(.drill(.partial))
    #expect(status.state == .failed && status.message?.contains("artists") == true, "\(status.message ?? "")")
    #expect(folder.evidence().restoredAt == nil)
  }
}
