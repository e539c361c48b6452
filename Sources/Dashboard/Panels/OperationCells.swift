import Drawing
import Maintenance

/// An operation as the cells of a row, the same on every screen.
struct OperationCells {
  let operation: OperationStatus
  let model: Model

  private var wording: Wording { model.wording }

  /// What a filter looks at in the row of an operation of the register.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    let operation = model.operations[row]
    let cells = OperationCells(operation: operation, model: model)
    return [
      model.wording.momentWithTime(operation.startedAt, now: model.now), cells.title.words, cells.state.words,
      operation.target, cells.target.words, cells.by.words, cells.message.words,
    ]
  }

  /// Done, but with something to be looked at, is not plainly done.
  var mark: TableCell {
    let isRemarked = operation.state == .done && operation.steps.contains { $0.hasRemark == true }
    return .mark(isRemarked ? .warning : operation.state.mark)
  }
  var title: TableCell { .text(wording(operation.title), .plain) }
  var target: TableCell { .text(wording.target(operation.target, in: model.situation), .dim) }
  var by: TableCell { .text(operation.by.name, .dim) }
  var moment: TableCell { .text(wording.moment(operation.startedAt, now: model.now), .dim) }
  /// Where it stands; what was undone since is not told as plainly done.
  var state: TableCell {
    if operation.state == .done, model.undoing(operation) != nil { return .text(wording(.undone), .dim) }
    return .text(wording.operationState(operation.state), operation.state.mark.style)
  }

  /// How long it took, or has been running for.
  var duration: TableCell {
    if let ended = operation.endedAt { return .text(wording.duration(ended.seconds(since: operation.startedAt)), .dim) }
    return .text(wording.age(since: operation.startedAt, now: model.now), .plain)
  }

  /// What it said at the end.
  var message: TableCell { .text(operation.message ?? operation.reason ?? "", .dim) }
  var exitStatus: TableCell {
    operation.exitStatus.map { .text(String($0), $0 == 0 ? .dim : .critical) } ?? .mark(.absent)
  }
}
