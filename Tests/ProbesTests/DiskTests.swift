import Maintenance
import Testing

@testable import Probes

@Suite struct DiskTests {
  @Test func optionalFieldsAndEscapes() throws {
    let mounts = try parseMounts(
      bytes(
        #"""
        36 35 98:0 /mnt1 /mnt\0402\134\011 rw,noatime master:1 shared:2 - ext3 /dev/root rw,errors=continue
        37 35 0:44 / /srv/na\303\251 rw - nfs4 server:/export rw

        """#.replacing("\n\n", with: "\n")))
    #expect(
      mounts == [
        Mount(
          device: DeviceNumber(major: 98, minor: 0), root: "/mnt1", mountPoint: "/mnt 2\\\t", fileSystem: "ext3",
          source: "/dev/root"),
        Mount(
          device: DeviceNumber(major: 0, minor: 44), root: "/", mountPoint: "/srv/naé", fileSystem: "nfs4",
          source: "server:/export"),
      ])
  }

  @Test(arguments: [
    "", "36 35 98:0 /mnt1 /mnt2 rw master:1 ext3 /dev/root rw\n", "36 35 98 / / rw - ext4 /dev/vda rw\n", "36\n",
    "36 35 98:0 / / rw - ext4\n",
  ])
  func malformedMounts(text: String) {
    #expect(throws: MalformedLine.self) { try parseMounts(bytes(text)) }
  }

  @Test func aTrailingBackslashIsKept() throws {
    let mounts = try parseMounts(bytes(#"36 35 98:0 / /a\04 rw - ext4 /dev/vda\ rw"#))
    #expect(mounts.first?.mountPoint == #"/a\04"#)
    #expect(mounts.first?.source == #"/dev/vda\"#)
  }

  private func mount(_ device: UInt64, _ root: String, _ point: String, _ type: String = "ext4") -> Mount {
    Mount(
      device: DeviceNumber(major: 8, minor: device), root: root, mountPoint: point, fileSystem: type, source: "/dev/x")
  }

  @Test func eachFileSystemStandsOnce() {
    let chosen = storageMounts([
      mount(1, "/", "/"), mount(1, "/srv", "/mnt"), mount(2, "/a", "/var/a"), mount(2, "/", "/var/the/whole"),
      mount(3, "/b", "/b/longer"), mount(3, "/c", "/c"),
    ])
    #expect(chosen.map(\.mountPoint) == ["/", "/var/the/whole", "/c"])
  }

  @Test func whatIsMountedOverIsNotSeen() {
    let chosen = storageMounts([mount(1, "/", "/"), mount(2, "/", "/data"), mount(3, "/", "/data")])
    #expect(chosen.map(\.device.minor) == [1, 3])
  }

  @Test func madeUpFileSystemsAndImagesAreLeftOut() {
    let chosen = storageMounts([
      mount(1, "/", "/", "overlay"), mount(2, "/", "/proc", "proc"), mount(3, "/", "/run", "tmpfs"),
      mount(4, "/", "/snap/core", "squashfs"), mount(5, "/", "/srv", "nfs4"), mount(6, "/x", "/etc/hosts"),
      mount(7, "/", "/merged", "overlay"), mount(8, "/", "/backup", "fuse.sshfs"),
    ])
    #expect(chosen.map(\.mountPoint) == ["/", "/srv", "/backup"])
  }

  @Test func countsOfDevicesOfAllAges() throws {
    let devices = try parseDiskCounters(
      bytes(
        """
           8    0 sda 446216 784926 9550688 4382310 424847 312726 5922052 19310380 0 3376340 23705160
           8    1 sda1 35486 38030 38031 38032
         254    0 vda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17
        """))
    #expect(
      devices[DeviceNumber(major: 8, minor: 0)]
        == DiskCounters(name: "sda", sectorsRead: 9_550_688, sectorsWritten: 5_922_052, busyMilliseconds: 3_376_340))
    #expect(
      devices[DeviceNumber(major: 8, minor: 1)]
        == DiskCounters(name: "sda1", sectorsRead: 38030, sectorsWritten: 38032, busyMilliseconds: nil))
    #expect(
      devices[DeviceNumber(major: 254, minor: 0)]
        == DiskCounters(name: "vda", sectorsRead: 3, sectorsWritten: 7, busyMilliseconds: 10))
  }

  @Test(arguments: ["8 0 sda 1 2 3", "8 0 sda 1 2 3 4 5", "8 sda 1", "x", "8 0 sda 1 2 3 4 5 6 7 8 9 ten 11"])
  func malformedCounts(text: String) {
    #expect(throws: MalformedLine.self) { try parseDiskCounters(bytes(text)) }
  }

  @Test func rates() {
    let before = DiskCounters(name: "vda", sectorsRead: 10, sectorsWritten: 100, busyMilliseconds: 1000)
    let after = DiskCounters(name: "vda", sectorsRead: 30, sectorsWritten: 50, busyMilliseconds: 1500)
    #expect(
      after.rate(since: before, seconds: 2)
        == DiskCounters.Rate(readBytesPerSecond: 5120, writtenBytesPerSecond: 0, busyPercent: 25))
    var over = after
    over.busyMilliseconds = 99_000
    #expect(over.rate(since: before, seconds: 2).busyPercent == 100)
    over.busyMilliseconds = nil
    #expect(over.rate(since: before, seconds: 2).busyPercent == nil)
  }
}
