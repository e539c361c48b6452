import Maintenance
import Testing

@testable import Probes

@Suite struct UnitParsingTests {
  private let shown = """
    ExecMainCode=0
    ExecMainStatus=0
    MainPID=812
    MemoryCurrent=73400320
    NRestarts=2
    Id=mariadb.service
    Names=mysqld.service mariadb.service mysql.service
    LoadState=loaded
    ActiveState=active
    StateChangeTimestamp=Sun 2026-11-22 13:40:00 UTC
    InactiveEnterTimestamp=Sun 2026-11-22 13:32:01 UTC
    ActiveEnterTimestamp=Sun 2026-11-22 13:32:05 UTC

    MainPID=0
    NRestarts=0
    ExecMainCode=2
    ExecMainStatus=9
    MemoryCurrent=[not set]
    Id=php8.2-fpm.service
    Names=php8.2-fpm.service
    LoadState=loaded
    ActiveState=failed
    StateChangeTimestamp=Sun 2026-11-22 13:40:00 UTC
    InactiveEnterTimestamp=Sun 2026-11-22 13:40:01 UTC
    ActiveEnterTimestamp=

    Id=nginx.service
    Names=nginx.service
    LoadState=not-found
    ActiveState=inactive
    MemoryCurrent=18446744073709551615
    """

  @Test func blocksOfSeveralUnits() throws {
    let units = try parseUnits(bytes(shown))
    #expect(units.count == 3)
    #expect(units[0].names.contains("mysql.service"))
    #expect(
      units[0].condition
        == ServiceCondition(
          activity: .active, pid: 812, since: Timestamp("2026-11-22T13:32:05Z"), restarts: 2, memoryBytes: 73_400_320))
    #expect(
      units[1].condition
        == ServiceCondition(
          activity: .failed, since: Timestamp("2026-11-22T13:40:01Z"), ending: .signalled(9), restarts: 0))
    #expect(units[2].condition == ServiceCondition(activity: .notFound))
  }

  @Test(arguments: [
    ("active", "", ServiceActivity.active), ("reloading", "", .reloading), ("activating", "", .activating),
    ("deactivating", "", .deactivating), ("inactive", "", .inactive), ("maintenance", "", .deactivating),
  ])
  func states(name: String, code: String, activity: ServiceActivity) throws {
    let units = try parseUnits(
      bytes("Id=a.service\nActiveState=\(name)\nExecMainCode=1\nExecMainStatus=3\nMemoryCurrent=18446744073709551615\n")
    )
    #expect(units.first?.condition.activity == activity)
    #expect(units.first?.condition.ending == .exited(3))
    #expect(units.first?.condition.memoryBytes == nil)
    #expect(units.first?.condition.pid == nil)
  }

  @Test(arguments: ["Id=a.service\nActiveState=lost\n", "Id=a.service\n", "ActiveState=active\n", "what\n"])
  func malformed(text: String) {
    #expect(throws: MalformedLine.self) { try parseUnits(bytes(text)) }
  }

  @Test func times() {
    #expect(parseUnitTime("Sun 2026-11-22 13:32:05 UTC") == Timestamp("2026-11-22T13:32:05Z"))
    #expect(parseUnitTime("@1795354325") == Timestamp(milliseconds: 1_795_354_325_000))
    #expect(parseUnitTime("Sun 2026-11-22 14:32:05 CET") == nil)
    #expect(parseUnitTime("") == nil)
    #expect(parseUnitTime("n/a") == nil)
  }

  @Test(
    arguments: [
      ("812\n", 812), ("  812", 812), ("812\r\n\n", 812), ("812\0", nil), ("", nil), ("0\n", nil), ("-5", nil),
      ("812 813", nil), ("99999999999", nil), ("nginx", nil),
    ] as [(String, Int32?)])
  func pidfiles(text: String, pid: Int32?) {
    #expect((try? parsePidfile(bytes(text))) == pid)
  }

  @Test func certificateEnds() {
    #expect(parseCertificateEnd("Nov 22 14:32:05 2026 GMT") == Timestamp("2026-11-22T14:32:05Z"))
    #expect(parseCertificateEnd("Feb  3 04:05:06 2027 GMT") == Timestamp("2027-02-03T04:05:06Z"))
    #expect(parseCertificateEnd("2026-11-22 14:32:05 GMT") == Timestamp("2026-11-22T14:32:05Z"))
    #expect(parseCertificateEnd("Nox 22 14:32:05 2026 GMT") == nil)
    #expect(parseCertificateEnd("Nov 22 14:32:05 2026 CET") == nil)
    #expect(parseCertificateEnd("") == nil)
  }
}
