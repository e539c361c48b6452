import Glibc
import Maintenance
import TestSupport
import Testing

/// The way to a moment through made-up histories, against what really happened in them.
@Suite struct RecoveryHistoryTests {
  private static let seeds: Range<UInt64> = getenv("VIGIE_LONG_TESTS") == nil ? 0..<400 : 0..<40_000

  @Test func aChainIsTheLogAsItWasOrNone() throws {
    var (found, refused, holes) = (0, 0, 0)
    for seed in Self.seeds {
      let world = GeneratedHistory(seed: seed)
      var random = SeededNumbers(seed: seed ^ 0xFACE)
      let archives = world.archives.map(\.manifest).shuffled(using: &random)
      for full in world.fulls {
        let truth = Truth(world, full.file, full.history)
        let span = try #require(RecoveryChain.spans(fulls: [full.manifest], archives: archives).first)
        #expect(span.until <= max(full.manifest.takenAt, truth.end), "seed \(seed), \(full.manifest.id)")
        if let missing = truth.hole {
          #expect(span.hole == missing, "seed \(seed), \(full.manifest.id)")
          holes += 1
        }
        for _ in 0..<4 {
          let moment = GeneratedHistory.at(Double(Int.random(in: 0...Int(world.now), using: &random)))
          guard moment > full.manifest.takenAt else { continue }
          do throws(RecoveryGap) {
            let chain = try RecoveryChain.find(full: full.manifest, archives: archives, moment: moment)
            let files = chain.links.map(\.file)
            #expect(files == Array(truth.files.prefix(files.count)), "seed \(seed), \(full.manifest.id), \(moment)")
            #expect(
              truth.ends(files.count) >= moment, "seed \(seed), \(full.manifest.id): \(moment) lies behind the chain")
            #expect(chain.unproven.isEmpty)
            found += 1
          } catch {
            #expect(
              !truth.surelyReaches(moment),
              "seed \(seed), \(full.manifest.id), \(moment): \(error)")
            refused += 1
          }
        }
      }
    }
    #expect(found > 300 && refused > 300 && holes > 50, "\(found) found, \(refused) refused, \(holes) holes")
  }

  /// Manifests of before, which do not say which file is which: by name and the server's history, and so it is said.
  @Test func whatDoesNotSayWhichItIsIsJoinedByName() {
    for seed in Self.seeds.prefix(100) {
      let world = GeneratedHistory(seed: seed, tells: false)
      for full in world.fulls {
        let truth = Truth(world, full.file, full.history)
        guard
          let chain = try? RecoveryChain.find(
            full: full.manifest, archives: world.archives.map(\.manifest),
            moment: full.manifest.takenAt.adding(seconds: 30)
          )
        else { continue }
        #expect(chain.links.map(\.file) == Array(truth.files.prefix(chain.links.count)))
        #expect(chain.unproven.count == chain.links.count)
      }
    }
  }

  /// What really leads on from a full: the files of its own history from its own on, as long as a backup holds each.
  private struct Truth {
    var files: [BinlogFile] = []
    private var trueFiles: [GeneratedHistory.TrueFile] = []
    private var savedFor: [Bool] = []
    /// The name of the first file that no backup holds, when one behind it is held.
    var hole: String?

    init(_ world: GeneratedHistory, _ first: Int, _ history: Int) {
      let held = Set(world.archives.flatMap(\.files))
      var rest = world.files.indices.dropFirst(first).filter { world.files[$0].history == history }[...]
      // A full that was followed by a reset at once stood in a file that was never closed.
      guard let begin = rest.first, begin == first else { return }
      while let index = rest.first, held.contains(index) {
        trueFiles.append(world.files[index])
        files.append(world.files[index].file)
        savedFor.append(world.archives.contains { $0.files.last == index })
        rest.removeFirst()
      }
      if let missing = rest.first, rest.contains(where: held.contains) { hole = world.files[missing].name }
    }

    var end: Timestamp { trueFiles.last.map { GeneratedHistory.at($0.ended + 2) } ?? GeneratedHistory.at(-1) }

    func ends(_ count: Int) -> Timestamp {
      count == 0 ? GeneratedHistory.start : GeneratedHistory.at(trueFiles[count - 1].ended + 1)
    }

    /// Whether a file that a backup had closed is held, from that moment or later.
    func surelyReaches(_ moment: Timestamp) -> Bool {
      zip(trueFiles, savedFor).contains { $1 && GeneratedHistory.at($0.ended) >= moment }
    }
  }
}
