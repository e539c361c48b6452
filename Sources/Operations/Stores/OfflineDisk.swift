import Host
import Maintenance

/// A disk that is plugged in for its copies only, told by the UUID of its filesystem: whatever else is plugged in is not it.
/// It may be a LUKS container, which is told by a UUID of its own.
struct OfflineDisk: Sendable {
  let store: BackupStore
  let uuid: String
  let context: StepContext

  init(_ store: BackupStore, _ context: StepContext) throws(StepFailure) {
    guard let uuid = store.place.text(in: .english), OfflineDisk.isUUID(uuid) else {
      throw StepFailure(
        context.say(
          "stores.\(store.name).place : attendu l’UUID d’un système de fichiers",
          "stores.\(store.name).place: expected the UUID of a filesystem"))
    }
    self.store = store
    self.uuid = uuid
    self.context = context
  }

  // MARK: Where it is

  /// Where it is mounted; `nil` when it is not plugged in, or not mounted. `/proc/self/mounts` says what is mounted where
  /// (proc(5)).
  func mountPoint() -> String? {
    let device = device()
    for (source, point) in mounts() {
      if point == ownPoint { return point }
      if let device, FileSystem.resolved(source) == device { return point }
    }
    return nil
  }

  /// The device of its filesystem: `/dev/disk/by-uuid/UUID` is a link to it (udev(7)).
  func device() -> String? { link(uuid) }

  /// The device of its closed container; `nil` when it has none, or is not plugged in.
  func container() -> String? { store.luks.flatMap { OfflineDisk.isUUID($0) ? link($0) : nil } }

  /// Where vigie mounts it.
  var ownPoint: String { context.state.path + "/mnt/" + store.name }
  /// The name of its opened container.
  var mapping: String { "vigie-" + store.name }

  private func link(_ uuid: String) -> String? {
    FileSystem.resolved(context.host.roots.root + "/dev/disk/by-uuid/" + uuid)
  }

  private func mounts() -> [(source: String, point: String)] {
    guard let text = try? FileSystem.read(context.host.roots.proc + "/self/mounts", limit: 4 << 20) else { return [] }
    return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      return fields.count > 2 ? (String(fields[0]), String(fields[1])) : nil
    }
  }

  static func isUUID(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0 == 0x2D || (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0)
      }
  }

  // MARK: What stands in the way

  /// Why it cannot be used now; `nil` when it is mounted, or can be.
  func fault() -> LocalizedText? {
    if mountPoint() != nil || device() != nil { return nil }
    guard store.luks != nil else { return absence }
    guard container() != nil else { return absence }
    guard let key = store.luksKey else {
      return both(
        "le disque \(store.name) est fermé, et le plan ne nomme pas sa clé (luks-key) : ouvrez-le (cryptsetup open), puis relancez",
        "disk \(store.name) is closed, and the plan names no key for it (luks-key): open it (cryptsetup open), and run again"
      )
    }
    guard let facts = FileSystem.facts(key), facts.kind == .file else {
      return both("\(key) n’existe pas", "\(key) does not exist")
    }
    if facts.mode & 0o077 != 0 {
      return both(
        "\(key) est lisible par d’autres : chmod 600 \(key)", "\(key) can be read by others: chmod 600 \(key)")
    }
    return nil
  }

  private var absence: LocalizedText {
    both(
      "le disque \(uuid) n’est pas branché : branchez-le, puis relancez",
      "disk \(uuid) is not plugged in: plug it in, and run again")
  }

  // MARK: Commands

  func open(_ container: String) -> Command {
    Command(
      "cryptsetup", ["open", "--type", "luks", "--key-file", store.luksKey ?? "", container, mapping],
      limitSeconds: 120)
  }

  func mount(_ device: String) -> Command {
    Command("mount", ["-o", "nosuid,nodev,noexec", device, ownPoint], limitSeconds: 120)
  }

  var unmount: Command { Command("umount", [ownPoint], limitSeconds: 600) }
  var close: Command { Command("cryptsetup", ["close", mapping], limitSeconds: 120) }

  /// The UUID that the device itself bears: a link may be old.
  func identify(_ device: String) -> Command {
    Command("blkid", ["--probe", "--match-tag", "UUID", "--output", "value", device], limitSeconds: 60)
  }
}
