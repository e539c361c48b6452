import ArgumentParser
import Clients
import Maintenance
import Wire

/// `vigie capacity`
struct CapacityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "CPU, memory, disk, connections against their thresholds.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
      let console = session.console
      if console.isJSON { return try console.json("vigie.capacity/1", situation.capacity) }
      for resource in situation.capacity {
        let used = resource.usedPercent.fresh.map { "\(($0 * 10).rounded() / 10) %" } ?? "-"
        let clocks = [resource.alert, resource.critical].map { clock in
          "\(clock.severity.rawValue) > \(Int(clock.threshold.percent)) % \(clock.state.rawValue) \(Int(clock.overSeconds))/\(Int(clock.threshold.forSeconds)) s"
        }
        console.say("\(resource.resource.rawValue)  \(used)  \(clocks.joined(separator: "  "))")
      }
    }
  }
}
