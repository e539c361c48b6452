import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Copies on a real filesystem on a loop device, told by its UUID.
@Suite struct OfflineDiskTests {
  /// A device with an ext4 filesystem of a UUID of its own, detached at the end.
  private struct Disk {
    static let uuid = "5e3a6c1f-0000-4000-8000-0000000000aa"
    let device: String
    let image: String
  }

  private func sh(_ words: String..., by host: Host) async throws -> String {
    let result = try await host.commands.run(Command(words[0], Array(words.dropFirst()), limitSeconds: 60))
    try #require(result.isSuccess, "\(words): \(result.errorText)")
    return result.text.filter { $0 != "\n" }
  }

  private func plugged(
    uuid: String = Disk.uuid, _ body: (Shop, Plan, Disk) async throws -> Void
  ) async throws {
    try #require(getuid() == 0, "only root can attach and mount a disk: run this suite as root")
    let shop = try await Shop(rows: 500)
    var plan = shop.plan
    plan.handbook.stores = [
      BackupStore(
        name: "offline", title: LocalizedText("Disk"), kind: .disk, place: .filled(LocalizedText(Disk.uuid)))
    ]
    let image = shop.folder.path + "/disk.img"
    _ = try await sh("truncate", "--size=16M", image, by: shop.host)
    _ = try await sh("mkfs.ext4", "-q", "-F", "-U", uuid, image, by: shop.host)
    let device = try await sh("losetup", "--find", "--show", image, by: shop.host)
    // The root under which the link of udev is looked for; everything else of the host is where it is.
    let root = shop.folder.path + "/root"
    try FileSystem.makeFolder(root + "/dev/disk/by-uuid")
    symlink(device, root + "/dev/disk/by-uuid/" + Disk.uuid)
    do {
      try await body(shop, plan, Disk(device: device, image: image))
    } catch {
      _ = try? await shop.host.commands.run(Command("umount", [shop.state.path + "/mnt/offline"]))
      _ = try await sh("losetup", "--detach", device, by: shop.host)
      throw error
    }
    _ = try? await shop.host.commands.run(Command("umount", [shop.state.path + "/mnt/offline"]))
    _ = try await sh("losetup", "--detach", device, by: shop.host)
  }

  private func run(_ request: OperationRequest, _ shop: Shop, _ plan: Plan, commands: (any CommandRunner)? = nil)
    async throws -> OperationStatus
  {
    let folder = try await order(request, shop, plan)
    return try await run(folder, shop, commands: commands)
  }

  private func host(_ shop: Shop) -> Host {
    Host(clock: shop.host.clock, roots: Roots(root: shop.folder.path + "/root"), commands: shop.host.commands)
  }

  private func order(_ request: OperationRequest, _ shop: Shop, _ plan: Plan) async throws -> OperationFolder {
    let preview = await Procedures.preview(request: request, plan: plan, state: shop.state, host: host(shop))
    try #require(preview.isAllowed, "\(preview.preflight.filter { $0.severity == .critical })")
    let ticket = Procedures.ticket(
      id: OperationID.make(at: shop.now), preview: preview, plan: plan, by: .agent, reason: nil, at: shop.now)
    return try OperationFolder.create(ticket, state: shop.state)
  }

  private func run(_ folder: OperationFolder, _ shop: Shop, commands: (any CommandRunner)? = nil) async throws
    -> OperationStatus
  {
    var host = host(shop)
    if let commands { host.commands = commands }
    _ = await Worker.run(id: folder.id, state: shop.state, host: host, handlesSignals: false)
    return try folder.status(now: shop.now.adding(seconds: 3600))
  }

  private func isMounted(_ shop: Shop) throws -> Bool {
    String(decoding: try FileSystem.read("/proc/self/mounts", limit: 4 << 20), as: UTF8.self)
      .contains(" \(shop.state.path)/mnt/offline ")
  }

  @Test func theDiskIsMountedForTheCopyAndCanBeUnpluggedAfter() async throws {
    try await plugged { shop, plan, _ in
      let backup = try await shop.backUp(.databaseFull)
      let sums = try await shop.sums()
      let copied = try await run(.copy(store: "offline"), shop, plan)
      #expect(copied.state == .done && copied.message?.contains("can be unplugged") == true, "\(copied)")
      #expect(try !isMounted(shop))
      #expect(StoreRecord.read("offline", shop.state)?.ids == [backup.id])
      // Nothing of it lies where the disk was mounted.
      #expect(try FileSystem.names(in: shop.state.path + "/mnt/offline").isEmpty)
      try FileSystem.removeTree(shop.state.backups)
      try await shop.server.query("DROP DATABASE nationsounds")
      #expect(try await run(.fetch(store: "offline", scope: .database, moment: nil), shop, plan).state == .done)
      #expect(try !isMounted(shop))
      #expect(try await shop.run(.restore(scope: .database, backup: nil)).state == .done)
      #expect(try await shop.sums() == sums)
    }
  }

  @Test func anotherDiskInItsPlaceIsRefused() async throws {
    try await plugged(uuid: "5e3a6c1f-0000-4000-8000-0000000000bb") { shop, plan, _ in
      _ = try await shop.backUp(.databaseFull)
      let status = try await run(.copy(store: "offline"), shop, plan)
      #expect(status.state == .failed && status.message?.contains("is not the disk offline") == true, "\(status)")
      #expect(try !isMounted(shop) && StoreRecord.read("offline", shop.state) == nil)
    }
  }

  @Test func aCopyThatFailsUnmountsItTooAndWhatAPersonMountedStays() async throws {
    try await plugged { shop, plan, disk in
      _ = try await shop.backUp(.databaseFull)
      let broken = TamperingRunner { (_, command) throws(CommandError) -> Command? in
        command.executable == "rclone" && command.arguments.contains("check") ? command.wrapped("exit 9") : nil
      }
      #expect(try await run(.copy(store: "offline"), shop, plan, commands: broken).state == .failed)
      #expect(try !isMounted(shop))
      let own = shop.folder.path + "/mine"
      try FileSystem.makeFolder(own)
      _ = try await sh("mount", disk.device, own, by: shop.host)
      let status = try await run(.copy(store: "offline"), shop, plan)
      #expect(status.state == .done, "\(status)")
      #expect(FileSystem.exists(own + "/vigie/database.full"))
      _ = try await sh("umount", own, by: shop.host)
    }
  }

  @Test func aDiskThatIsPulledOutMidwayIsNeverThisHostsOwn() async throws {
    try await plugged { shop, plan, _ in
      _ = try await shop.backUp(.databaseFull)
      let folder = try await order(.copy(store: "offline"), shop, plan)
      let point = shop.state.path + "/mnt/offline"
      let pulling = TamperingRunner { (_, command) throws(CommandError) -> Command? in
        // Mounted, and at once no more.
        command.executable == "mount" ? command.wrapped("\"$@\" && umount '\(point)'") : nil
      }
      let status = try await run(folder, shop, commands: pulling)
      #expect(status.state == .failed && status.message?.contains("is not mounted") == true, "\(status)")
      #expect(try FileSystem.names(in: point).isEmpty)
    }
  }

  // MARK: A container

  /// The disk's filesystem in a LUKS container that `key` opens, closed at first. The container and its key are real:
  /// `cryptsetup` itself says whether the key opens it. Only the mapping is not, which not every kernel can make: in its
  /// place the link of the filesystem appears, and goes when it is closed.
  private func sealed(
    _ body: (Shop, Plan, _ cryptsetup: @escaping TamperingRunner.Tamper, _ key: String) async throws -> Void
  ) async throws {
    try await plugged { shop, plan, disk in
      let uuid = "7f000000-0000-4000-8000-0000000000cc"
      let (key, container, root) = (
        shop.folder.path + "/key", shop.folder.path + "/luks.img", shop.folder.path + "/root"
      )
      try FileSystem.writeAtomically(key, Array("not to be seen anywhere".utf8))
      _ = try await sh("truncate", "--size=20M", container, by: shop.host)
      _ = try await sh(
        "cryptsetup", "luksFormat", "-q", "--type", "luks2", "--uuid", uuid, "--pbkdf", "pbkdf2",
        "--pbkdf-force-iterations", "1000", "--key-file", key, container, by: shop.host)
      let (link, mapping) = (root + "/dev/disk/by-uuid/" + Disk.uuid, root + "/dev/mapper/vigie-offline")
      try FileSystem.makeFolder(root + "/dev/mapper")
      try FileSystem.removeFile(link)
      symlink(container, root + "/dev/disk/by-uuid/" + uuid)
      var plan = plan
      plan.handbook.stores[0].luks = uuid
      plan.handbook.stores[0].luksKey = key
      let cryptsetup: TamperingRunner.Tamper = { (_, command) throws(CommandError) -> Command? in
        guard command.executable == "cryptsetup" else { return nil }
        if command.arguments.first == "open" {
          return command.wrapped(
            "\"$@\" --test-passphrase && ln -s '\(disk.device)' '\(link)' && touch '\(mapping)'")
        }
        return command.wrapped("rm '\(link)' '\(mapping)'")
      }
      _ = try await shop.backUp(.databaseFull)
      try await body(shop, plan, cryptsetup, key)
      #expect(try !isMounted(shop))
    }
  }

  @Test func aContainerIsOpenedForTheCopyAndClosedAfter() async throws {
    try await sealed { shop, plan, cryptsetup, key in
      let root = shop.folder.path + "/root"
      let folder = try await order(.copy(store: "offline"), shop, plan)
      let status = try await run(folder, shop, commands: TamperingRunner(cryptsetup))
      #expect(status.state == .done && status.message?.contains("can be unplugged") == true, "\(status)")
      #expect(try FileSystem.names(in: root + "/dev/mapper").isEmpty, "it stays open")
      let said = String(decoding: folder.output(), as: UTF8.self)
      #expect(
        said.contains("cryptsetup open --type luks --key-file \(key)")
          && said.contains("cryptsetup close vigie-offline"))
      #expect(!said.contains("not to be seen"))
      // It is closed however the operation ends.
      let failing = TamperingRunner { (count, command) throws(CommandError) -> Command? in
        command.executable == "rclone" ? command.wrapped("exit 9") : try cryptsetup(count, command)
      }
      #expect(try await run(.copy(store: "offline"), shop, plan, commands: failing).state == .failed)
      #expect(try FileSystem.names(in: root + "/dev/mapper").isEmpty, "a failure leaves it open")
    }
  }

  @Test func aKeyThatDoesNotOpenTheContainerIsToldByCryptsetup() async throws {
    try await sealed { shop, plan, cryptsetup, key in
      let folder = try await order(.copy(store: "offline"), shop, plan)
      try FileSystem.writeAtomically(key, Array("another".utf8))
      let status = try await run(folder, shop, commands: TamperingRunner(cryptsetup))
      #expect(status.state == .failed && status.message?.contains("No key available") == true, "\(status)")
      #expect(try FileSystem.names(in: shop.folder.path + "/root/dev/mapper").isEmpty)
      chmod(key, 0o644)
      let preview = await Procedures.preview(
        request: .copy(store: "offline"), plan: plan, state: shop.state, host: host(shop))
      #expect(
        preview.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("chmod 600") })
    }
  }

  @Test func aContainerThatAPersonHasOpenedStaysOpen() async throws {
    try await sealed { shop, plan, _, _ in
      let root = shop.folder.path + "/root"
      let device = try await sh(
        "losetup", "--noheadings", "--output", "NAME", "--associated", shop.folder.path + "/disk.img", by: shop.host)
      symlink(device, root + "/dev/disk/by-uuid/" + Disk.uuid)
      try FileSystem.writeAtomically(root + "/dev/mapper/mine", [])
      let untouched = TamperingRunner { (_, command) throws(CommandError) -> Command? in
        command.executable == "cryptsetup" ? command.wrapped("exit 9") : nil
      }
      let status = try await run(.copy(store: "offline"), shop, plan, commands: untouched)
      #expect(status.state == .done, "\(status)")
      #expect(FileSystem.exists(root + "/dev/mapper/mine"))
    }
  }
}
