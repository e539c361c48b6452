import Host
import Maintenance

/// The zone in which the application writes its times: that of the plan, kept in a file, because the site is started in
/// an environment whose own zone is UTC.
enum SandboxZone {
  /// Keeps the name of the plan's zone for the site.
  static func keep(_ name: String, _ folder: SandboxFolder) throws(FileFault) {
    let content = Array((name + "\n").utf8)
    if (try? FileSystem.read(folder.timezone, limit: 256)) == content { return }
    try FileSystem.makeFolder(folder.run)
    try FileSystem.writeAtomically(folder.timezone, content)
  }

  /// The zone that was kept; UTC when none was.
  static func kept(_ folder: SandboxFolder) -> Zone {
    guard let content = try? FileSystem.read(folder.timezone, limit: 256) else { return .utc }
    return named(String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
  }

  /// The zone of that name from the host's zone database (tzfile(5)); UTC when it is not there.
  static func named(_ name: String) -> Zone {
    guard name != "UTC", Zone.isPlausibleName(name),
      let file = try? FileSystem.read("/usr/share/zoneinfo/" + name, limit: 1 << 20),
      let rules = try? ZoneRules(tzif: file)
    else { return .utc }
    return Zone(name: name, rules: rules)
  }
}
