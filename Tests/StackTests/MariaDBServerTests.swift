import Host
import TestSupport
import Testing

@Suite("A private server") struct MariaDBServerTests {
  @Test("starts, keeps what is written through a crash, and stops") func life() async throws {
    let folder = try TemporaryFolder()
    let server = try await MariaDBServer(folder: folder.path)
    try await server.start()
    try await server.query("CREATE DATABASE shop; CREATE TABLE shop.t(id INT PRIMARY KEY) ENGINE=InnoDB")
    try await server.query("INSERT INTO shop.t VALUES (1), (2)")
    server.signal(9)
    await server.stop()
    try await server.start()
    #expect(try await server.query("SELECT COUNT(*) FROM shop.t") == ["2"])
    #expect(try await server.query("SHOW BINARY LOGS").count == 2)
    await server.stop()
    #expect(!FileSystem.exists(server.socket))
  }
}
