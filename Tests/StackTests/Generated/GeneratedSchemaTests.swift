import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Whatever a schema is made of: saved and built again it is the same, or the restore is refused before anything is touched.
@Suite(.serialized) struct GeneratedSchemaTests {
  private static var seeds: Range<UInt64> {
    if let range = getenv("VIGIE_SEEDS").map({ String(cString: $0) })?.split(separator: "-"), range.count == 2,
      let from = UInt64(range[0]), let to = UInt64(range[1]), from < to
    {
      return from..<to
    }
    return getenv("VIGIE_LONG_TESTS") != nil ? 0..<300 : 0..<8
  }

  @Test func whatIsBuiltAgainIsWhatWasSaved() async throws {
    for (number, settings) in SchemaGenerator.settings.enumerated() {
      let seeds = Self.seeds.filter { $0 % UInt64(SchemaGenerator.settings.count) == UInt64(number) }
      guard !seeds.isEmpty else { continue }
      let place = try await GeneratedServer(settings: settings)
      for seed in seeds {
        var generator = SchemaGenerator(seed: seed)
        let schema = generator.schema
        let script = generator.script()
        let refused = try await place.run(script).filter { !$0.hasPrefix("ERROR 1146") }
        // The generator is worth nothing when the server takes little of it.
        #expect(refused.count < 60, "seed \(seed): \(refused.prefix(5))")
        let before = try await place.fingerprint(schema)
        var others: [ServerFingerprint] = []
        for other in generator.others { others.append(try await place.fingerprint(other)) }
        do {
          let manifest = try await place.backUp(schema)
          let left = Set(manifest.server?.leftOut.map { $0.keys.map { "VIEW \($0)" } } ?? [])
          let restored = try await place.restored(manifest)
          let differences = restored.differences(from: before).filter { line in !left.contains { line.hasPrefix($0) } }
          #expect(differences.isEmpty, "seed \(seed), \(schema): \(differences.prefix(4).joined(separator: "\n"))")
        } catch {
          Issue.record("seed \(seed), \(schema): \(error)")
        }
        let after = try await place.fingerprint(schema)
        let touched = after.differences(from: before)
        #expect(touched.isEmpty, "seed \(seed): the live schema was touched: \(touched.prefix(2))")
        for (other, print) in zip(generator.others, others) {
          let now = try await place.fingerprint(other)
          #expect(now == print, "seed \(seed): \(other) was touched")
        }
      }
      await place.server.stop()
    }
  }

  /// The writes are worth something: most are taken, all three schemas are written, and the same seed writes the same.
  @Test func writesGoIntoThreeSchemas() async throws {
    let place = try await GeneratedServer()
    for seed in UInt64(1000)..<1003 {
      var generator = SchemaGenerator(seed: seed)
      _ = try await place.run(generator.script())
      var schemas: [String: ServerFingerprint] = [:]
      for schema in [generator.schema] + generator.others { schemas[schema] = try await place.fingerprint(schema) }
      var twin = generator
      let writes = generator.writes(80)
      #expect(writes == twin.writes(80))
      let refused = try await place.run(writes.joined(separator: "\n"))
      #expect(refused.count * 4 < writes.count, "seed \(seed): \(refused.prefix(5))")
      for (schema, before) in schemas {
        #expect(try await place.fingerprint(schema) != before, "seed \(seed): \(schema)")
      }
    }
    await place.server.stop()
  }
}
