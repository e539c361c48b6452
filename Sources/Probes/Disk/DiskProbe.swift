import Glibc
import Host
import Maintenance

/// The mounted file systems with their space, and the traffic of their devices between two samples.
struct DiskProbe: Sendable {
  private struct Counted: Sendable {
    var devices: [DeviceNumber: DiskCounters]
    var at: Double
  }

  private var mountText: [UInt8] = []
  private var mounts: [Mount] = []
  /// The block devices of file systems that have an anonymous number (btrfs, zfs).
  private var blockDevices: [DeviceNumber: DeviceNumber] = [:]
  private var counted: Counted?
  private var rates: [DeviceNumber: DiskCounters.Rate] = [:]
  private var spaces: [String: Latest<DiskSpace>] = [:]
  private let reader: SpaceReader
  private let limitSeconds: Double

  /// A mount that has not answered for `limitSeconds` is `timeout`.
  init(limitSeconds: Double, reader: SpaceReader) {
    self.limitSeconds = limitSeconds
    self.reader = reader
  }

  mutating func sample(_ host: Host, at moment: Timestamp, files: inout FileReader) throws(Unavailability)
    -> [DiskUsage]
  {
    try readMounts(host, &files)
    readRates(host, &files)
    let answers = reader.read(mounts.map { host.roots.root + $0.mountPoint })
    return mounts.map { mount in
      let rate = rates[blockDevices[mount.device] ?? mount.device]
      return DiskUsage(
        mountPoint: Printable.text(mount.mountPoint.utf8, limit: 4096),
        device: Printable.text(mount.source.utf8, limit: 4096),
        fileSystem: mount.fileSystem,
        space: space(of: mount, answers[host.roots.root + mount.mountPoint], at: moment),
        readBytesPerSecond: rate?.readBytesPerSecond, writtenBytesPerSecond: rate?.writtenBytesPerSecond,
        busyPercent: rate?.busyPercent)
    }
  }

  /// Parses the mounts only when they have changed: a host of containers has thousands.
  private mutating func readMounts(_ host: Host, _ files: inout FileReader) throws(Unavailability) {
    let path = host.roots.proc + "/self/mountinfo"
    let bytes: ArraySlice<UInt8>
    do { bytes = try files.read(path) } catch { throw Unavailability(error) }
    if bytes.elementsEqual(mountText) { return }
    do { mounts = storageMounts(try parseMounts(bytes)) } catch { throw Unavailability(path, error) }
    mountText = Array(bytes)
    let points = Set(mounts.map(\.mountPoint))
    spaces = spaces.filter { points.contains($0.key) }
    blockDevices = [:]
    for mount in mounts where mount.device.major == 0 && mount.source.hasPrefix("/dev/") {
      blockDevices[mount.device] = deviceNumber(of: host.roots.root + mount.source)
    }
  }

  /// Reads what the devices have counted; without it the disks have no rates, which is no failure of their space.
  private mutating func readRates(_ host: Host, _ files: inout FileReader) {
    let now = host.clock.bootSeconds()
    if let counted, now <= counted.at { return }
    guard let devices = try? files.parse(host.roots.proc + "/diskstats", parseDiskCounters) else {
      rates = [:]
      return
    }
    if let before = counted {
      rates = [:]
      for (number, device) in devices {
        guard let earlier = before.devices[number], earlier.name == device.name else { continue }
        rates[number] = device.rate(since: earlier, seconds: now - before.at)
      }
    }
    counted = Counted(devices: devices, at: now)
  }

  private mutating func space(
    of mount: Mount, _ answer: SpaceReader.Answer?, at moment: Timestamp
  ) -> Reading<DiskSpace> {
    let limit = limitSeconds
    return spaces[mount.mountPoint, default: Latest()].reading(at: moment) { () throws(Unavailability) -> DiskSpace? in
      switch answer {
      case .space(let space): return space
      case .failed(let error): throw Unavailability(error)
      case .waiting(let seconds) where seconds >= limit:
        throw Unavailability(
          .timeout, "\(Printable.text(mount.mountPoint.utf8, limit: 200)): no answer for \(Int(seconds)) s")
      case .waiting, nil: return nil
      }
    }
  }

  private func deviceNumber(of path: String) -> DeviceNumber? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFBLK else { return nil }
    let number = UInt64(status.st_rdev)
    // The layout of dev_t in glibc (`makedev(3)`).
    return DeviceNumber(
      major: (number >> 8) & 0xFFF | (number >> 32) & ~0xFFF, minor: number & 0xFF | (number >> 12) & ~0xFF)
  }
}
