import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The page that restores without vigie, run as it stands: every line of its shell blocks, in their order.
@Suite struct RestoreByHandTests {
  /// What the page may call: the tools it promises, and what every shell has.
  static let tools: Set<String> = [
    "sha256sum", "gunzip", "mariadb", "mariadb-binlog", "tar", "mkdir", "cd", "tail", "grep", "ls", "for", "do", "done",
    "xargs",
  ]

  @Test func everyLineOfThePageDoesWhatItSays() async throws {
    let page = try Self.page()
    var blocks = Self.blocks(page)
    try #require(blocks.count >= 6 && blocks[0].contains("BACKUPS="))

    let shop = try await Shop(rows: 2_000)
    let full = try await shop.backUp(.databaseFull)
    let filesFull = try await shop.backUp(.filesFull)
    try await shop.server.query("UPDATE users SET name='🎷' WHERE id<10", schema: "nationsounds")
    let first = try await shop.backUp(.databaseLog)
    try await shop.server.query(
      "CREATE TABLE reviews(id INT PRIMARY KEY); INSERT INTO reviews VALUES (1)", schema: "nationsounds")
    try FileSystem.removeFile(shop.files + "/index.php")
    try shop.folder.write("www/new.php", "<?php")
    let incremental = try await shop.backUp(.filesIncremental)
    let listing = try shop.listing()
    let moment = try await shop.quietMoment()
    let sums = try await shop.sums()
    try await shop.server.query("DROP TABLE bookings", schema: "nationsounds")
    let second = try await shop.backUp(.databaseLog)
    // As if all was lost.
    await shop.server.stop()

    let empty = try await MariaDBServer(folder: shop.folder.path + "/e", binlog: false)
    try await empty.start()
    let position = try #require(full.server?.position)
    let until = moment.description.split(separator: "T").joined(separator: " ").dropLast()
    blocks[0] = """
      BACKUPS=\(shop.state.backups)
      SCHEMA=nationsounds
      FULL=\(full.id)
      LOGS="\(first.id) \(second.id)"
      START=\(position.position)
      UNTIL="\(until)"
      FILES=\(filesFull.id)
      INCREMENTAL=\(incremental.id)
      SERVER="--defaults-extra-file=\(empty.rootCredentials)"
      WORK=\(shop.folder.path)/by-hand
      """
    let names = Self.variables(Self.blocks(page)[0])
    #expect(names == Self.variables(blocks[0]), "the test sets what the page sets")
    let script = "set -euo pipefail\n" + blocks.joined(separator: "\n")
    try shop.folder.write("by-hand.sh", script)
    let result = try await shop.host.commands.run(
      Command("bash", [shop.folder.path + "/by-hand.sh"], limitSeconds: 300))
    try #require(result.isSuccess, "\(result.text)\(result.errorText)")

    let tables = try await shop.rebuiltSums(empty)
    #expect(tables == sums)
    let found = try shop.listing(shop.folder.path + "/by-hand/files")
    #expect(found == listing)
    await empty.stop()
  }

  @Test func thePageUsesNothingButWhatItPromises() throws {
    for block in Self.blocks(try Self.page()).dropFirst() {
      for line in block.split(separator: "\n") {
        // What stands between quotes is not the shell's.
        let bare = line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().map {
          $0 % 2 == 0 ? $1 : "_"
        }
        for part in bare.joined().split(whereSeparator: { "|;&".contains($0) }) {
          var words = part.split(separator: " ").map(String.init)
          while let word = words.first, word.contains("=") || word == "do" { words.removeFirst() }
          guard let word = words.first, word != "done" else { continue }
          #expect(Self.tools.contains(word), "\(word) in: \(line)")
        }
      }
    }
  }

  private static func page() throws -> String {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return String(decoding: try FileSystem.read("/" + root + "/docs/RESTORE-BY-HAND.md"), as: UTF8.self)
  }

  private static func blocks(_ page: String) -> [String] {
    var blocks: [String] = []
    var block: String?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```sh" {
        block = ""
      } else if line == "```", let done = block {
        blocks.append(done)
        block = nil
      } else if block != nil {
        block?.append(line + "\n")
      }
    }
    return blocks
  }

  private static func variables(_ block: String) -> [String] {
    block.split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) }
  }
}
