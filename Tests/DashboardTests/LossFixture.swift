import Maintenance

/// Tables that were lost, as the agent would tell of them.
enum LossFixture {
  static let dropped = TableLoss(
    .dropped, table: "concerts", at: Fixture.now.adding(seconds: -(30 * 60 + 42)), place: "mysql-bin.000012:4711")
  static let emptied = TableLoss(
    .emptied, table: "users", at: Fixture.ago(hours: 3), place: "mysql-bin.000011:998")
  /// The dropped one as a problem.
  static var situation: Situation {
    var situation = RowsFixture.situation
    situation.backups[0].lost = [dropped]
    situation.problems = BackupRules.lossProblems(of: situation.backups[0])
    return situation
  }

  static let report = LossReport(losses: [dropped, emptied], readAt: Fixture.now)
}
