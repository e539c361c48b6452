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

  /// Why this order cannot be followed safely, and the stage that is to blame; `nil` where one is missing.
  public struct Fault: Sendable, Hashable {
    public var index: Int?
    public var text: LocalizedText
  }

  /// Every fault of the order; empty when it can be followed.
  public var faults: [Fault] {
    var places: [RestoreStage.Work: Int] = [:]
    var faults: [Fault] = []
    for (index, stage) in stages.enumerated() {
      guard case .work(let work) = stage else { continue }
      guard places[work] != nil else {
        places[work] = index
        continue
      }
      faults.append(
        Fault(
          index: index,
          text: LocalizedText(french: "« \(work.rawValue) » y est déjà", english: "“\(work.rawValue)” is there already")
        ))
    }
    for (number, work) in RestoreProcedure.required.enumerated() where places[work] == nil {
      let before = number == 0 ? nil : RestoreProcedure.required[number - 1].rawValue
      let french = before.map { "à mettre après « \($0) »" } ?? "à mettre au début"
      let english = before.map { "it belongs after “\($0)”" } ?? "it belongs at the beginning"
      faults.append(
        Fault(
          index: nil,
          text: LocalizedText(
            french: "il manque « \(work.rawValue) », dont aucune restauration ne se passe : \(french)",
            english: "“\(work.rawValue)” is missing, which no restore can do without: \(english)")))
    }
    let orders = Array(zip(RestoreProcedure.required, RestoreProcedure.required.dropFirst()))
    for (first, second) in orders + RestoreProcedure.predecessors {
      guard let before = places[first], let after = places[second], after < before else { continue }
      faults.append(
        Fault(
          index: before,
          text: LocalizedText(
            french: "« \(first.rawValue) » doit venir avant « \(second.rawValue) »",
            english: "“\(first.rawValue)” must come before “\(second.rawValue)”")))
    }
    if let begin = places[.beginMaintenance], places[.endMaintenance] == nil {
      faults.append(
        Fault(
          index: begin,
          text: LocalizedText(
            french: "« begin-maintenance » sans « end-maintenance »",
            english: "“begin-maintenance” without “end-maintenance”")))
    }
    return faults
  }
}
