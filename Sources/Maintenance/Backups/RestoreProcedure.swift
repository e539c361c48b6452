/// The order in which a restore does what it does. A plan may rearrange it, leave out what it can do without, and put
/// commands of its own in between; what makes a restore safe cannot be left out.
public struct RestoreProcedure: Codable, Sendable, Hashable {
  public var stages: [RestoreStage]

  /// A procedure of these stages.
  public init(stages: [RestoreStage]) { self.stages = stages }

  /// The order where the plan names none.
  public static let standard = RestoreProcedure(stages: RestoreStage.Work.allCases.map(RestoreStage.work))

  /// What every restore does, in this order.
  public static let required: [RestoreStage.Work] = [
    .verify, .rebuild, .safetyCopy, .stopWriters, .swap, .check, .startWriters,
  ]

  /// What must have been done before a stage that a plan may leave out, where both are there.
  private static let predecessors: [(RestoreStage.Work, RestoreStage.Work)] = [
    (.logs, .verify), (.safetyCopy, .beginMaintenance), (.beginMaintenance, .swap), (.check, .endMaintenance),
    (.startWriters, .health), (.check, .newBackup),
  ]

  /// Every reason why this order cannot be followed safely; empty when it can.
  public var faults: [LocalizedText] {
    let works = stages.compactMap { stage -> RestoreStage.Work? in
      guard case .work(let work) = stage else { return nil }
      return work
    }
    var faults: [LocalizedText] = []
    for work in RestoreStage.Work.allCases where works.filter({ $0 == work }).count > 1 {
      faults.append(
        LocalizedText(french: "« \(work.rawValue) » y est deux fois", english: "“\(work.rawValue)” is there twice"))
    }
    for work in RestoreProcedure.required where !works.contains(work) {
      faults.append(
        LocalizedText(
          french: "il manque « \(work.rawValue) », dont aucune restauration ne se passe",
          english: "“\(work.rawValue)” is missing, which no restore can do without"))
    }
    let orders = Array(zip(RestoreProcedure.required, RestoreProcedure.required.dropFirst()))
    for (first, second) in orders + RestoreProcedure.predecessors {
      guard let before = works.firstIndex(of: first), let after = works.firstIndex(of: second), after < before else {
        continue
      }
      faults.append(
        LocalizedText(
          french: "« \(second.rawValue) » vient avant « \(first.rawValue) »",
          english: "“\(second.rawValue)” comes before “\(first.rawValue)”"))
    }
    if works.contains(.beginMaintenance), !works.contains(.endMaintenance) {
      faults.append(
        LocalizedText(
          french: "« begin-maintenance » sans « end-maintenance »",
          english: "“begin-maintenance” without “end-maintenance”"))
    }
    return faults
  }
}
