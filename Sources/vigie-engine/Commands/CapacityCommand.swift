import ArgumentParser
import Clients
import Dashboard
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
      let wording = Wording(console.language, zone: situation.zone)
      console.table(
        [.resource, .used, .warning, .critical],
        situation.capacity.map { resource in
          [
            wording.resource(resource.resource), resource.usedPercent.fresh.map(wording.percent) ?? "-",
            said(resource.alert, of: resource, wording), said(resource.critical, of: resource, wording),
          ]
        }, none: LocalizedText(french: "aucune ressource", english: "no resources"))
    }
  }

  /// `> 80% for 1 h: under the limit`; how long it has been above, while it is. What cannot be read is not under it.
  private func said(_ clock: ClockStatus, of resource: ResourceStatus, _ wording: Wording) -> String {
    let isUnknown = clock.state == .inactive && resource.usedPercent.fresh == nil
    let state =
      wording(LocalizedText(french: " : ", english: ": "))
      + (isUnknown ? wording.severity(.unknown) : wording.alertState(clock.state))
    let over = clock.overSeconds > 0 ? " (\(wording.duration(clock.overSeconds)))" : ""
    return wording.threshold(clock.threshold) + state + over
  }
}
