import Drawing
import Maintenance

/// Which rows of a table are wanted back, while it is being said.
struct RowsForm: Sendable, Equatable {
  /// What the next key goes to.
  enum Field: Int, CaseIterable, Sendable {
    case table, condition, moment, dependents

    /// Whether text is typed into it.
    var isText: Bool { self == .table || self == .condition }
  }

  var focus = Field.table
  var table = TextField(limit: 64)
  var condition = TextField(limit: 1000)
  /// The full backup whose own state is wanted, unless a moment is.
  let backup: String
  /// Whether that backup was chosen by the person, and not merely the newest.
  var isBackupChosen = false
  /// The state just before this moment is wanted, as the person chose it; `nil`: the proposed state.
  var moment: Timestamp?
  var withDependents = false
  /// Whether it was to be compared and no table was named.
  var isTableMissing = false

  /// A form for the state of a backup.
  init(backup: String, isChosen: Bool = false) {
    self.backup = backup
    isBackupChosen = isChosen
  }

  /// What speaks against the condition as it stands; `nil` when nothing does, or when there is none.
  var conditionFault: LocalizedText? {
    RowSelection(table: "", condition: condition.trimmed).conditionFault
  }

  /// What is asked of the agent: at first to compare only. `nil` while something is missing or wrong.
  ///
  /// - Parameter moment: the state just before it; `nil`: that of the backup.
  func request(before moment: Timestamp?) -> OperationRequest? {
    guard let table = table.trimmed, conditionFault == nil else { return nil }
    let selection = RowSelection(
      table: table, condition: condition.trimmed, withDependents: withDependents, onlyWritten: true)
    return .restoreRows(selection, backup: moment == nil ? backup : nil, moment: moment)
  }

  /// Goes to the next field, or the one before; past the last comes the first.
  mutating func move(_ step: Int) {
    let count = Field.allCases.count
    focus = Field(rawValue: (focus.rawValue + step + count) % count) ?? .table
  }
}
