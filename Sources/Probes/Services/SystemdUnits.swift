import Host
import Maintenance

/// Asks systemd for all units of a plan with one command.
enum SystemdUnits {
  /// The condition of each unit by the name that was asked for, or why systemd cannot be asked.
  static func read(_ units: [String], _ host: Host) async -> Result<[String: ServiceCondition], Unavailability> {
    let command = Command(
      "systemctl",
      ["show", "--no-pager", "--property=" + UnitCondition.properties.joined(separator: ","), "--"]
        + units.map(fullName),
      limitSeconds: 5)
    let result: CommandResult
    do { result = try await host.commands.run(command) } catch { return .failure(unavailability(error)) }
    guard result.isSuccess else {
      let said = Printable.text(result.errorOutput.prefix { $0 != 0x0A }, limit: 200)
      let isAbsent = said.contains("not been booted with systemd") || said.contains("Failed to connect to bus")
      return .failure(Unavailability(isAbsent ? .missing : .failed, "systemctl: \(said)"))
    }
    let found: [UnitCondition]
    do { found = try parseUnits(result.output[...]) } catch {
      return .failure(Unavailability("systemctl show", error))
    }
    var conditions: [String: ServiceCondition] = [:]
    for unit in units {
      let name = fullName(unit)
      conditions[unit] = found.first { $0.names.contains(name) }?.condition
    }
    return .success(conditions)
  }

  /// A name without a kind of unit means a service, as it does for systemctl.
  private static func fullName(_ unit: String) -> String {
    let kinds = [".service", ".socket", ".target", ".timer", ".mount", ".path", ".slice", ".scope", ".device", ".swap"]
    return kinds.contains { unit.hasSuffix($0) } ? unit : unit + ".service"
  }

  private static func unavailability(_ error: CommandError) -> Unavailability {
    switch error {
    case .notFound(let program): Unavailability(.missing, "\(program) is not on this host")
    case .notStarted(let program, let detail): Unavailability(.failed, "\(program): \(detail)")
    case .timedOut(let program, let limit): Unavailability(.timeout, "\(program): no answer within \(Int(limit)) s")
    case .cancelled(let program): Unavailability(.failed, "\(program): cancelled")
    }
  }
}
