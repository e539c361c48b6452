import GRDB
import Glibc
import Maintenance
import Testing

@testable import Register

struct FullDiskTests {
  @Test func aDatabaseThatMayNotGrowSaysSoAndLosesNothing() throws {
    let folder = StateFolder()
    let register = try folder.register()
    try register.audit(by: alice, action: "before", target: "x", at: noon)
    let pages = try register.pool.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
      return pages
    }
    let long = String(repeating: "x", count: 100_000)
    let fault = #expect(throws: RegisterError.self) {
      try register.audit(by: alice, action: "too much", target: long, at: noon)
    }
    #expect(fault?.kind == .diskFull)
    try register.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 1000)") }
    #expect(try register.audit(by: alice, action: "after", target: long, at: noon).sequence == 2)
    #expect(try register.verify().isOK)
  }

  /// A real small file system, where this user may mount one.
  private final class SmallDisk {
    let mount = StateFolder()
    let isMounted: Bool

    init(kilobytes: Int) {
      isMounted = Glibc.mount("tmpfs", mount.path, "tmpfs", 0, "size=\(kilobytes)k") == 0
    }

    deinit { if isMounted { umount2(mount.path, 2) } }
  }

  @Test func aFullDiskSaysSoAndLosesNothing() throws {
    let disk = SmallDisk(kilobytes: 1024)
    guard disk.isMounted else { return }
    let register = try disk.mount.register()
    var written: Int64 = 0
    var fault: RegisterError?
    while fault == nil, written < 10_000 {
      do throws(RegisterError) {
        try register.audit(by: alice, action: "note", target: String(repeating: "x", count: 500), at: noon)
        written += 1
      } catch { fault = error }
    }
    #expect(fault?.kind == .diskFull)
    #expect(written > 10)
    #expect(try register.auditEntries(limit: 1).first?.sequence == written)
    writeBytes([], to: disk.mount.file("elsewhere"))
    #expect(throws: RegisterError.self) {
      try register.append(
        samples: (0..<5000).map {
          Sample(series: "cpu", at: noon.adding(seconds: Double($0)), value: 1.5)
        })
    }
    // Room again: the register goes on as if nothing had been.
    #expect(Glibc.mount("tmpfs", disk.mount.path, "tmpfs", UInt(MS_REMOUNT), "size=8192k") == 0)
    #expect(try register.audit(by: alice, action: "after", target: "x", at: noon).sequence == written + 1)
    #expect(try register.verify().isOK)
    try register.close()
    #expect(try disk.mount.register().opening == RegisterOpening())
  }

  @Test func aDiskThatIsFullFromTheStartSaysSo() throws {
    let disk = SmallDisk(kilobytes: 64)
    guard disk.isMounted else { return }
    writeBytes([UInt8](repeating: 1, count: 64 << 10), to: disk.mount.file("filler"))
    let fault = #expect(throws: RegisterError.self) { try disk.mount.register() }
    #expect(fault?.kind == .diskFull)
    #expect(fault?.message.text(in: .french).contains("plein") == true)
  }
}
