import Host
import Maintenance

/// A disk that is plugged in for its copies only, told by the UUID of its filesystem: whatever else is plugged in is not it.
struct OfflineDisk: Sendable {
  let uuid: String
  let roots: Roots

  /// Where it is mounted; `nil` when it is not plugged in, or not mounted. `/dev/disk/by-uuid/UUID` is a link to the device
  /// (udev(7)); `/proc/self/mounts` says where that is mounted (proc(5)).
  func mountPoint() -> String? {
    guard OfflineDisk.isUUID(uuid), let device = FileSystem.resolved(roots.root + "/dev/disk/by-uuid/" + uuid) else {
      return nil
    }
    guard let text = try? FileSystem.read(roots.proc + "/self/mounts", limit: 4 << 20) else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: " ")
      if fields.count > 2, FileSystem.resolved(String(fields[0])) == device { return String(fields[1]) }
    }
    return nil
  }

  static func isUUID(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
      }
  }

  /// What is said when it is not there.
  static func absence(_ uuid: String) -> LocalizedText {
    both(
      "le disque \(uuid) n’est pas branché, ou pas monté : branchez-le, ouvrez-le (cryptsetup open), montez-le, puis relancez",
      "disk \(uuid) is not plugged in, or not mounted: plug it in, open it (cryptsetup open), mount it, and run again")
  }
}
