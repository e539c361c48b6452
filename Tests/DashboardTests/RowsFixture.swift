import Dashboard
import Drawing
import Maintenance

/// Rows of a table that are wanted back, as the agent would tell of them.
enum RowsFixture {
  static let selection = RowSelection(table: "concerts", condition: "id < 20", onlyWritten: true)

  /// A server whose plan counts some tables.
  static var situation: Situation {
    var situation = Fixture.recoverable
    situation.backups[0].countedTables = ["users", "concerts", "artists"]
    return situation
  }

  /// The same with what two restores have set aside.
  static var withAsides: Situation {
    var situation = situation
    situation.backups[0].asides = [
      SetAside(
        operation: "20261120T091502Z-00a1", scope: .database, names: ["nationsounds__before_00a1"],
        at: Fixture.ago(hours: 53), bytes: 1_400_000_000),
      SetAside(
        operation: "20261122T101502Z-00b2", scope: .database, names: ["nationsounds__before_00b2"],
        at: Fixture.ago(hours: 3.3), bytes: 1_610_612_736),
    ]
    return situation
  }

  /// A comparison that is over, and what it offers.
  static func compared(
    _ selection: RowSelection = selection, state: OperationState = .done, offers: [StepOffer] = [.apply, .dependents]
  ) -> OperationStatus {
    func text(_ french: String, _ english: String) -> LocalizedText { LocalizedText(french: french, english: english) }
    func step(_ french: String, _ english: String, _ message: String, _ seconds: Double) -> StepStatus {
      StepStatus(
        title: text(french, english), state: .done, startedAt: Fixture.ago(minutes: 1),
        endedAt: Fixture.ago(minutes: 1).adding(seconds: seconds), message: message)
    }
    let said =
      "concerts: 3 gone, 1 changed, 2 added since (they stay); bookings: 12 that depended on them are gone too (--with-dependents)"
    var status = OperationStatus(
      id: "20261122T133105Z-00c3",
      request: .restoreRows(selection, backup: "database.full-1795305725", moment: nil), procedure: "restore.rows",
      title: text("Comparer des lignes de concerts (id < 20)", "Compare rows of concerts (id < 20)"),
      target: "database:nationsounds", by: Fixture.person, startedAt: Fixture.ago(minutes: 1),
      endedAt: Fixture.ago(minutes: 0.4), state: state,
      steps: [
        step("Sauvegarder les journaux jusqu’à maintenant", "Save the logs until now", "1 log file", 1),
        step("Relire la sauvegarde", "Read the backup through", "nationsounds.sql.gz: 2481907 rows", 9),
        step(
          "Reconstruire nationsounds à l’écart et choisir les lignes", "Rebuild nationsounds aside and choose the rows",
          "concerts: 19 rows in the state of Sun 22 Nov 2026 01:02:05", 22),
        step("Comparer avec les lignes actuelles", "Compare with the live rows", said, 1),
        step(
          "Écrire le SQL qui les ramènerait", "Write the SQL that would bring them back",
          "", 0.2),
      ],
      exitStatus: state == .done ? 0 : 1,
      message: said
        + " · nothing is changed; the SQL, to be read: /var/lib/vigie/operations/20261122T133105Z-00c3/apply.sql")
    status.steps[3].offers = offers.isEmpty ? nil : offers
    return status
  }

  /// What the comparison has said.
  static let output = """
    == 4/5 Compare with the live rows
    bookings: 12 that depended on them
    - id=70
    concerts: 3 gone
    - id=7
    - id=8
    - id=11
    concerts: 1 changed
    ~ id=9 (price, concert_date)
    concerts: 2 added since (they stay)
    + id=18
    + id=19
    == 5/5 Write the SQL that would bring them back
    nothing is changed; the SQL, to be read: /var/lib/vigie/operations/20261122T133105Z-00c3/apply.sql

    """

  /// A stage on which a comparison was asked for, and has ended.
  static func afterComparison(_ stage: Stage, _ status: OperationStatus = compared()) -> Stage {
    var stage = stage
    stage.press("4", "L")
    stage.type("concerts")
    stage.press("tab")
    stage.type("id < 20")
    stage.press("enter")
    guard case .ask(.preview(let request)) = stage.effects.last else { return stage }
    stage.send(.answer(.preview(request), .preview(Scenes.preview(request, confirmation: .none, role: .administrator))))
    stage.send(.answer(.start(request, confirmation: nil, reason: nil), .started(operation: status.id)))
    stage.send(
      .answer(
        .operation(id: status.id, outputFrom: 0), .operation(status, output: output, next: output.utf8.count)))
    return stage
  }
}
