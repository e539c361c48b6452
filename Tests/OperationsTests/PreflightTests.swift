import Host
import Maintenance
import TestSupport
import Testing

@Suite struct PreflightTests {
  @Test func whatSpeaksAgainstItComesFirstAndToolsAreNamedOnce() async throws {
    let application = try await Application(withDaemon: false)
    for leg in [BackupLeg.databaseFull, .filesFull, .configurationFull] { _ = try await application.backUp(leg) }
    let moment = Timestamp(milliseconds: application.host.clock.wallMilliseconds() + 1)
    try FileSystem.makeFolder(application.state.locks)
    let held = try FileLock.take(application.state.lock("everything:Test"))
    let preview = await application.preview(.restoreEverything(moment: moment))
    let order = preview.preflight.map(\.severity)
    #expect(order == order.sorted(by: >) && order.first == .critical && order.contains(.warning), "\(order)")
    let tools = preview.preflight.filter { $0.tools != nil }
    #expect(tools.count == 1 && Set(tools[0].tools ?? []).isSuperset(of: ["gzip", "tar", "sqlite3"]), "\(tools)")
    #expect(tools.first?.tools?.count == Set(tools.first?.tools ?? []).count)
    withExtendedLifetime(held) {}
  }
}
