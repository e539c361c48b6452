import Glibc
import Host
import Maintenance
import Synchronization
import Testing

@testable import Probes

/// A mount that does not answer before it is told to.
private final class Gate: Sendable {
  private let isOpen = Monitor(false)
  let asked = Atomic<Int>(0)

  func pass() {
    asked.add(1, ordering: .relaxed)
    isOpen.waitForValue { $0 ? () : nil }
  }

  func open() {
    isOpen.withLock { $0 = true }
    isOpen.signal()
  }
}

@Suite struct SpaceReaderTests {
  private static let space = DiskSpace(
    totalBytes: 100, freeBytes: 50, availableBytes: 40, totalInodes: 10, freeInodes: 5)

  private func isWaiting(_ answer: SpaceReader.Answer?) -> Bool {
    if case .waiting = answer { true } else { false }
  }

  @Test func mountsThatHangCostOnlyThemselves() {
    let gate = Gate()
    defer { gate.open() }
    let reader = SpaceReader(graceSeconds: 0.05) { path in
      if path.hasPrefix("/nfs") { gate.pass() }
      return .success(Self.space)
    }
    let paths = ["/", "/nfs1", "/home", "/nfs2", "/var"]
    let end = monotonicSeconds() + 30
    var answers = reader.read(paths)
    while ["/", "/home", "/var"].contains(where: { isWaiting(answers[$0]) }), monotonicSeconds() < end {
      answers = reader.read(paths)
    }
    for _ in 0..<3 { answers = reader.read(paths) }
    #expect(answers["/nfs1"].map(isWaiting) == true)
    #expect(answers["/nfs2"].map(isWaiting) == true)
    #expect(gate.asked.load(ordering: .relaxed) == 2, "a mount that hangs is not asked again")
  }

  @Test func aMountThatComesBackIsAskedAgain() {
    let gate = Gate()
    let reader = SpaceReader(graceSeconds: 0.05) { _ in
      gate.pass()
      return .success(Self.space)
    }
    #expect(isWaiting(reader.read(["/nfs"])["/nfs"]))
    gate.open()
    let end = monotonicSeconds() + 10
    while isWaiting(reader.read(["/nfs"])["/nfs"]), monotonicSeconds() < end { sched_yield() }
    #expect(reader.read(["/nfs"])["/nfs"] == .space(Self.space))
  }

  @Test func failuresNameThePath() {
    let answers = SpaceReader().read(["/nonexistent/mount", "/"])
    #expect(answers["/nonexistent/mount"] == .failed(FileError(path: "/nonexistent/mount", code: ENOENT)))
    guard case .space(let space) = answers["/"] else {
      Issue.record("no space for /")
      return
    }
    #expect(space.totalBytes >= space.freeBytes)
    #expect(space.totalBytes > 0)
  }
}
