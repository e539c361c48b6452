import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Random trees come back as they were, by vigie and by the lines that a person types. `VIGIE_SEEDS=40..60` chooses the seeds.
@Suite struct RandomTreeTests {
  private static var seeds: Range<Int> {
    if let words = getenv("VIGIE_SEEDS").map({ String(cString: $0) }) {
      let bounds = words.split(separator: ".").compactMap { Int($0) }
      if bounds.count == 2, bounds[0] <= bounds[1] { return bounds[0]..<bounds[1] + 1 }
    }
    return getenv("VIGIE_LONG_TESTS") == nil ? 0..<10 : 0..<500
  }

  @Test(arguments: seeds) func aTreeComesBackAsItWas(_ seed: Int) async throws {
    let application = try await Application(withDaemon: false)
    let root = application.files
    var tree = RandomTree(root, seed: seed)
    try tree.make()
    var backups = [try await application.backUp(.filesFull)]
    var states = [try await TreeOracle.state(root, in: application)]
    for _ in 0..<seed % 3 {
      try tree.change()
      backups.append(try await application.backUp(.filesIncremental))
      states.append(try await TreeOracle.state(root, in: application))
    }
    let room = try await TreeOracle.kibibytes(root, in: application)

    if backups.count > 1 {
      let hand = application.folder.path + "/hand"
      try await Self.byHand(backups[0], backups[backups.count - 1], in: hand, application)
      let found = try await TreeOracle.state(hand + "/files", in: application)
      // A folder that tar makes within a set-group-id one stays so (GNU tar 1.34): the page says it.
      let (expected, made) = (Self.withoutFlags(states.last ?? []), Self.withoutFlags(found))
      #expect(expected == made, "by hand: \(TreeOracle.difference(expected, made))")
    }
    for (backup, state) in zip(backups, states).reversed() {
      if seed % 4 == 0 { try FileSystem.removeTree(root) } else { try tree.change() }
      let status = try await application.run(.restore(scope: .files, backup: backup))
      try #require(status.state == .done, "\(backup): \(status.message ?? "")")
      let found = try await TreeOracle.state(root, in: application)
      #expect(found == state, "\(backup): \(TreeOracle.difference(state, found))")
      guard backup == backups.last else { continue }
      let taken = try await TreeOracle.kibibytes(root, in: application)
      #expect(taken <= room + room / 10 + 256, "holes are holes again: \(taken) KiB, were \(room)")
    }
  }

  private static func withoutFlags(_ state: [String]) -> [String] {
    state.filter { !$0.hasPrefix("# flags:") }.map { $0.hasPrefix("d 2") ? "d " + $0.dropFirst(3) : $0 }.sorted()
  }

  /// Section 6 of the page, line by line.
  static func byHand(_ full: String, _ incremental: String, in place: String, _ application: Application)
    async throws
  {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let page = String(decoding: try FileSystem.read(root + "/docs/RESTORE-BY-HAND.md"), as: UTF8.self)
    let start = try #require(page.firstRange(of: "mkdir files\n"))
    let end = try #require(page[start.lowerBound...].firstRange(of: "```"))
    let script = "set -euo pipefail; cd \"$1\"\n" + page[start.lowerBound..<end.lowerBound]
    try FileSystem.makeFolder(place)
    let result = try await application.host.commands.run(
      Command(
        "bash", ["-c", script, "hand", place],
        environment: ["BACKUPS": application.state.backups, "FILES": full, "INCREMENTAL": incremental],
        limitSeconds: 120))
    #expect(result.isSuccess, "\(result.errorText)")
  }
}
