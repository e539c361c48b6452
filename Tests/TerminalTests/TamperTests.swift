import Crypto
import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// The register proves that nothing was changed, removed or rewritten.
  @Suite struct Tamper {
    @Test func everyWayOfRewritingHistoryIsFound() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.ask("service", "restart", "site", "--yes")
        try await station.untilRegister("the restart") { $0.contains { $0.action == "operation.ended" } }
        try await station.stopAgent()
        #expect(try await station.vigie("register", "verify").isSuccess)

        try await Tamper.onACopy(station, "one byte of a row edited", fails: true) { copy in
          try await Tamper.change(
            station, copy, "UPDATE audit SET target = 'agenT' WHERE sequence = 1", past: "audit_no_update")
        }
        try await Tamper.onACopy(station, "one byte edited in the file", fails: true) { copy in
          try Tamper.editFile(copy + "/register.sqlite")
        }
        try await Tamper.onACopy(station, "the last row deleted", fails: true) { copy in
          let last = "(SELECT max(sequence) FROM audit)"
          try await Tamper.change(
            station, copy, "DELETE FROM audit WHERE sequence = \(last)", past: "audit_no_delete")
        }
        try await Tamper.onACopy(station, "the whole chain recomputed", fails: true) { copy in
          try await Tamper.recompute(station, copy)
        }
        // Only with anchors to match it does the recomputed chain hold: so it was recomputed rightly, and what found it
        // out is what lies outside the database.
        try await Tamper.onACopy(station, "the chain and its anchors recomputed", fails: false) { copy in
          let hashes = try await Tamper.recompute(station, copy)
          let anchors = copy + "/register.anchors"
          let header = String(decoding: try FileSystem.read(anchors), as: UTF8.self).split(separator: "\n")[0]
          let lines = hashes.enumerated().map { "\($0.offset + 1) \($0.element)\n" }.joined()
          try FileSystem.writeAtomically(anchors, Array((header + "\n" + lines).utf8))
        }
        #expect(try await station.vigie("register", "verify").isSuccess, "the original is as it was")
      }
    }

    /// Changes a copy of the register and looks whether `register verify` finds it.
    private static func onACopy(
      _ station: Station, _ what: String, fails: Bool, _ change: (String) async throws -> Void
    ) async throws {
      let copy = station.folder.path + "/copy"
      try FileSystem.removeTree(copy)
      try FileSystem.makeFolder(copy)
      for name in try FileSystem.names(in: station.state.path) where name.hasPrefix("register.") {
        try await station.run(["cp", station.state.path + "/" + name, copy + "/" + name])
      }
      try await change(copy)
      let result = try await station.run([station.program, "register", "verify", "--state", copy])
      #expect(result.isSuccess != fails, "\(what): \(result.text)\(result.errorText)")
      if fails { #expect(result.errorText.hasPrefix("vigie: "), "\(what): \(result.errorText)") }
    }

    /// Changes rows as somebody would who knows of the trigger: it is put back afterwards.
    private static func change(_ station: Station, _ copy: String, _ sql: String, past trigger: String) async throws {
      let database = copy + "/register.sqlite"
      let found = try await station.sqlite(database, "SELECT sql FROM sqlite_master WHERE name = '\(trigger)'")
      #expect(try await station.run(["sqlite3", database, sql]).isSuccess == false, "the trigger does not hold")
      _ = try await station.sqlite(
        database, "BEGIN; DROP TRIGGER \(trigger); \(sql); \(found.joined(separator: "\n")); COMMIT;")
    }

    private static func editFile(_ path: String) throws {
      var bytes = try FileSystem.read(path, limit: 64 << 20)
      let needle = Array("service:site".utf8)
      let place = try #require(
        bytes.indices.dropLast(needle.count).first {
          bytes[$0] == needle[0] && Array(bytes[$0..<($0 + needle.count)]) == needle
        }
      )
      bytes[place + 8] = UInt8(ascii: "t")
      try FileSystem.writeAtomically(path, bytes)
    }

    /// Edits the first row and computes every hash anew, as the program computes them: a field is one byte that tells
    /// absent from present, the length in eight bytes, the content.
    ///
    /// - Returns: the new hashes, in order.
    @discardableResult
    private static func recompute(_ station: Station, _ copy: String) async throws -> [String] {
      try await change(
        station, copy, "UPDATE audit SET target = 'somebody' WHERE sequence = 1", past: "audit_no_update")
      let database = copy + "/register.sqlite"
      let columns = [
        "sequence", "at", "by_name", "by_uid", "acting_as", "action", "target", "reason", "exit_status", "detail",
      ]
      let fields = columns.map { "iif(\($0) IS NULL, '-', hex(CAST(\($0) AS BLOB)))" }.joined(separator: ",")
      let rows = try await station.sqlite(database, "SELECT \(fields) FROM audit ORDER BY sequence")
      let identity = try #require(
        try await station.sqlite(database, "SELECT value FROM meta WHERE key = 'register'").first)
      var previous = hash([Array("vigie register 1".utf8), Array(identity.utf8)])
      var hashes: [String] = []
      for row in rows {
        let contents = row.split(separator: "|", omittingEmptySubsequences: false).map { $0 == "-" ? nil : bytes($0) }
        previous = hash([Array("vigie audit 1".utf8), Array(previous.utf8)] + contents)
        hashes.append(previous)
      }
      let updates = hashes.enumerated().map {
        "UPDATE audit SET hash = '\($0.element)' WHERE sequence = \($0.offset + 1)"
      }
      try await change(station, copy, updates.joined(separator: "; "), past: "audit_no_update")
      return hashes
    }

    private static func hash(_ fields: [[UInt8]?]) -> String {
      var hash = SHA256()
      for field in fields {
        guard let field else {
          hash.update(data: [0])
          continue
        }
        hash.update(data: [1])
        hash.update(data: (0..<8).reversed().map { UInt8(truncatingIfNeeded: field.count >> ($0 * 8)) })
        hash.update(data: field)
      }
      return hash.finalize().map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
    }

    private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
      var bytes: [UInt8] = []
      var rest = hexadecimal
      while rest.count >= 2 {
        bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      }
      return bytes
    }
  }
}
