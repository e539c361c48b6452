import Host
import Maintenance

/// The zone database of the host.
public enum ZoneFile {
  /// A zone of `/usr/share/zoneinfo` (tzfile(5)); `nil` when the host does not have it. UTC needs no file.
  public static func zone(named name: String) -> Zone? {
    if name == "UTC" { return .utc }
    guard Zone.isPlausibleName(name),
      let bytes = try? FileSystem.read("/usr/share/zoneinfo/" + name, limit: 1 << 20),
      let rules = try? ZoneRules(tzif: bytes)
    else { return nil }
    return Zone(name: name, rules: rules)
  }
}
