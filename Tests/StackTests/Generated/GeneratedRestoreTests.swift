import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A schema of any kind, written to together with two others, put back in place on the live server: as it was at the full
/// backup or at a second in the log, and back again; or refused, and nothing was touched. Nothing between.
@Suite(.serialized) struct GeneratedRestoreTests {
  private static var seeds: Range<UInt64> {
    if let range = getenv("VIGIE_SEEDS").map({ String(cString: $0) })?.split(separator: "-"), range.count == 2,
      let from = UInt64(range[0]), let to = UInt64(range[1]), from < to
    {
      return from..<to
    }
    return getenv("VIGIE_LONG_TESTS") != nil ? 0..<300 : 0..<4
  }

  @Test func whatIsPutInPlaceIsWhatWasOrNothingIsTouched() async throws {
    var refusals: [String] = []
    for (number, settings) in SchemaGenerator.settings.enumerated() {
      let seeds = Self.seeds.filter { $0 % UInt64(SchemaGenerator.settings.count) == UInt64(number) }
      guard !seeds.isEmpty else { continue }
      let place = try await GeneratedServer(settings: settings)
      for seed in seeds {
        do {
          if let refusal = try await attempt(seed, place) { refusals.append("seed \(seed): \(refusal)") }
        } catch {
          Issue.record("seed \(seed): \(error)")
        }
      }
      await place.server.stop()
    }
    // What is refused is right to be, but a tool that refuses most is of no use.
    print(
      "generated restores refused: \(refusals.count) of \(Self.seeds.count)", refusals.joined(separator: "\n"),
      separator: "\n")
    #expect(refusals.count * 4 <= Self.seeds.count, "\(refusals.joined(separator: "\n"))")
  }

  /// Everything that is there: the three schemas.
  private func all(_ generator: SchemaGenerator, _ place: GeneratedServer) async throws -> [String: ServerFingerprint] {
    var found: [String: ServerFingerprint] = [:]
    for schema in [generator.schema] + generator.others { found[schema] = try await place.fingerprint(schema) }
    return found
  }

  /// - Parameters:
  ///   - left: the objects that the backup has said it does not carry.
  ///   - counters: whether the next number of a table must be the same: what a transaction took that was rolled back is in no
  ///     log.
  private func compare(
    _ now: [String: ServerFingerprint], _ then: [String: ServerFingerprint], _ what: String, left: Set<String> = [],
    counters: Bool = true
  ) {
    for schema in then.keys.sorted() {
      let differences = (now[schema] ?? ServerFingerprint()).differences(
        from: then[schema] ?? ServerFingerprint(), counters: counters
      )
      .filter { line in !left.contains { line.hasPrefix($0) } }
      #expect(differences.isEmpty, "\(what), \(schema): \(differences.prefix(4).joined(separator: "\n"))")
    }
  }

  /// One schema, restored. Answers why it was refused, when it was.
  private func attempt(_ seed: UInt64, _ place: GeneratedServer) async throws -> String? {
    var generator = SchemaGenerator(seed: seed)
    let schema = generator.schema
    let isToSecond = (seed / 4) % 2 == 1
    _ = try await place.run(generator.script())
    var wanted = try await all(generator, place)
    let manifest = try await place.backUp(schema)
    let left = Set(manifest.server?.leftOut.map { $0.keys.map { "VIEW \($0)" } } ?? [])
    _ = try await place.run(generator.writes(40).joined(separator: "\n"))
    var moment: Timestamp?
    if isToSecond {
      moment = try await place.quietMoment()
      wanted[schema] = try await place.fingerprint(schema)
    }
    _ = try await place.run(generator.writes(25).joined(separator: "\n"))
    if isToSecond {
      let log = try await place.run(.backup(leg: .databaseLog), schema: schema)
      try #require(log.state == .done, "\(log.message ?? "")")
    }
    let before = try await all(generator, place)
    for other in generator.others { wanted[other] = before[other] }
    let status = try await place.run(.restore(scope: .database, backup: manifest.id, moment: moment), schema: schema)
    guard status.state == .done else {
      compare(try await all(generator, place), before, "seed \(seed), refused (\(status.message ?? ""))")
      let output = String(
        decoding: OperationFolder(id: status.id, state: place.state)?.output() ?? [], as: UTF8.self)
      return "\(status.message ?? "\(status.state)")\n\(output.suffix(600))"
    }
    compare(
      try await all(generator, place), wanted, "seed \(seed), \(isToSecond ? "to a second" : "latest")", left: left,
      counters: !isToSecond)
    let back = try await place.run(.revert(operation: status.id), schema: schema)
    #expect(back.state == .done, "seed \(seed), revert: \(back.message ?? "")")
    compare(try await all(generator, place), before, "seed \(seed), reverted")
    for aside in try await place.server.query(
      "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE '%\\_\\_%\\_%'")
    {
      _ = try await place.run("DROP DATABASE \(SchemaGenerator.quoted(aside));")
    }
    return nil
  }
}
