import Maintenance

/// What `systemctl show` says of one unit.
struct UnitCondition: Sendable, Equatable {
  /// Its own name and its aliases.
  var names: [String]
  var condition: ServiceCondition

  /// What is asked for.
  static let properties = [
    "Id", "Names", "LoadState", "ActiveState", "MainPID", "ExecMainCode", "ExecMainStatus", "NRestarts",
    "MemoryCurrent", "ActiveEnterTimestamp", "InactiveEnterTimestamp", "StateChangeTimestamp",
  ]
}

/// Reads the output of `systemctl show --property=…` for several units: a block of `NAME=VALUE` lines for each, an empty
/// line between them, in an order of systemd's own.
///
/// <https://www.freedesktop.org/software/systemd/man/latest/systemctl.html>, `org.freedesktop.systemd1(5)`
///
///     Id=mariadb.service
///     Names=mariadb.service mysql.service
///     LoadState=loaded
///     ActiveState=active
///     MainPID=812
///     ExecMainCode=0
///     MemoryCurrent=[not set]
///     ActiveEnterTimestamp=Sun 2026-11-22 13:32:05 UTC
func parseUnits(_ bytes: ArraySlice<UInt8>) throws(MalformedLine) -> [UnitCondition] {
  var units: [UnitCondition] = []
  var block: [String: String] = [:]
  for line in Lines(bytes) {
    if line.isEmpty {
      if !block.isEmpty { units.append(try unit(block)) }
      block = [:]
      continue
    }
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
      throw MalformedLine(line, expected: "NAME=VALUE")
    }
    block[String(decoding: line[..<equals], as: UTF8.self)] = String(decoding: line[(equals + 1)...], as: UTF8.self)
  }
  if !block.isEmpty { units.append(try unit(block)) }
  return units
}

private func unit(_ block: [String: String]) throws(MalformedLine) -> UnitCondition {
  func fault(_ name: String) -> MalformedLine {
    MalformedLine(ArraySlice("\(name)=\(block[name] ?? "")".utf8), expected: "a \(name) of systemd")
  }
  guard let id = block["Id"], !id.isEmpty else { throw fault("Id") }
  let names = block["Names"]?.split(separator: " ").map(String.init) ?? []
  if block["LoadState"] == "not-found" {
    return UnitCondition(names: [id] + names, condition: ServiceCondition(activity: .notFound))
  }
  let activity: ServiceActivity
  switch block["ActiveState"] {
  case "active"?: activity = .active
  case "reloading"?, "refreshing"?: activity = .reloading
  case "activating"?: activity = .activating
  case "deactivating"?, "maintenance"?: activity = .deactivating
  case "inactive"?: activity = .inactive
  case "failed"?: activity = .failed
  default: throw fault("ActiveState")
  }
  let entered =
    switch activity {
    case .active, .reloading: "ActiveEnterTimestamp"
    case .inactive, .failed: "InactiveEnterTimestamp"
    default: "StateChangeTimestamp"
    }
  return UnitCondition(
    names: [id] + names,
    condition: ServiceCondition(
      activity: activity, pid: block["MainPID"].flatMap { Int32($0) }.flatMap { $0 > 0 ? $0 : nil },
      since: block[entered].flatMap(parseUnitTime), ending: ending(block),
      restarts: block["NRestarts"].flatMap { Int($0) },
      // What is not measured is "[not set]", or the highest number before systemd 238.
      memoryBytes: block["MemoryCurrent"].flatMap { UInt64($0) }.flatMap { $0 == .max ? nil : $0 }))
}

/// `ExecMainCode` is the `si_code` of the child's end (`waitid(2)`): 1 exited, 2 killed, 3 dumped core; 0 while it runs.
private func ending(_ block: [String: String]) -> ProcessEnding? {
  guard let status = block["ExecMainStatus"].flatMap({ Int32($0) }) else { return nil }
  switch block["ExecMainCode"] {
  case "1": return .exited(status)
  case "2", "3": return .signalled(status)
  default: return nil
  }
}

/// `Sun 2026-11-22 13:32:05 UTC` → a moment; `nil` for an empty value (never) and for any other zone, which the command's
/// environment rules out. `@1795354325`, as newer versions can be told to write, is read too.
func parseUnitTime(_ text: String) -> Timestamp? {
  if text.hasPrefix("@") { return Double(text.dropFirst()).map { Timestamp(seconds: $0) } }
  let words = text.split(separator: " ")
  guard words.count == 4, words[3] == "UTC" else { return nil }
  return Timestamp(words[1] + "T" + words[2] + "Z")
}
