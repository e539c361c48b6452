import Host
import Testing

@Suite struct MountTableTests {
  private static let text = #"""
    22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
    40 22 8:2 / /srv/www rw - ext4 /dev/sdb rw
    41 40 8:1 /x /srv/www/a\040b rw - ext4 /dev/sda1 rw
    42 40 8:3 / /srv/www/ro rw - ext4 /dev/sdc ro,errors=continue
    43 40 0:5 / /srv/www/jail/proc rw,nosuid - proc proc rw
    44 22 8:4 / /srv/www2 rw - ext4 /dev/sdd rw
    45 40 8:3 / /srv/www/ro rw - xfs /dev/sde rw
    46 40 8:3 / /srv/www/caf\351\012 ro,bind - ext4 /dev/sdc rw
    short
    """#

  @Test func whatIsMountedBelowAFolderIsFoundByItsBytes() throws {
    let found = try MountTable.below("/srv/www", text: Array(Self.text.utf8))
    let names = found.map { String(decoding: $0.path.map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self) }
    #expect(names == ["", "a b", "caf?\n", "jail/proc", "ro"])
    #expect(found.map(\.isReadOnly) == [false, false, true, false, false], "the later mount lies over the earlier")
    #expect(found.map(\.isKernels) == [false, false, false, true, false])
    #expect(try MountTable.below("/", text: Array(Self.text.utf8)).count == 7)
    #expect(try MountTable.below("/srv/ww", text: Array(Self.text.utf8)).isEmpty)
  }
}
