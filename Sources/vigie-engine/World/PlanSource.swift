import Clients
import Configuration
import Glibc
import Host
import Maintenance
import Operations
import Sandbox

/// The plan of a state folder: the file, or the embedded sandbox; and the zone it names.
struct PlanSource {
  let surroundings: Surroundings

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// Loads the plan and its zone.
  func load() throws(Complaint) -> (plan: Plan, zone: Zone, remarks: [PlanFault]) {
    let loaded: LoadedPlan
    do {
      if let file = surroundings.planFile {
        loaded = try PlanFile.load(path: file, isKnownZone: Self.isKnownZone)
      } else {
        let port = try SandboxPort.choose(state: surroundings.state)
        var plan = try SandboxPlan.load(
          state: surroundings.state.path, vigie: Surroundings.executable, port: port,
          language: surroundings.language(plan: nil), timezone: Self.hostZoneName)
        plan.language = surroundings.language(plan: nil)
        return (plan, ZoneFile.zone(named: plan.timezone) ?? .utc, [])
      }
    } catch let faults as PlanFaults {
      throw Complaint(french: faults.text(in: .french), english: faults.text(in: .english), status: 78)
    } catch {
      throw Complaint(french: "\(error)", english: "\(error)", status: 73)
    }
    return (loaded.plan, ZoneFile.zone(named: loaded.plan.timezone) ?? .utc, loaded.remarks)
  }

  /// The zone of the plan; UTC where there is none to read.
  var zone: Zone { (try? load().zone) ?? .utc }

  /// The zone of the host: what `/etc/localtime` points at (localtime(5)), else UTC.
  private static var hostZoneName: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/etc/localtime", &buffer, buffer.count)
    guard count > 0 else { return "UTC" }
    let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    let marker = "zoneinfo/"
    var rest = Substring(target)
    while !rest.isEmpty && !rest.hasPrefix(marker) { rest = rest.dropFirst() }
    let name = String(rest.dropFirst(marker.count))
    return isKnownZone(name) ? name : "UTC"
  }

  /// Whether the host's zone database has that name.
  static func isKnownZone(_ name: String) -> Bool { ZoneFile.zone(named: name) != nil }
}
