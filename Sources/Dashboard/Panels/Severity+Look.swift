import Drawing
import Maintenance

extension Severity {
  /// The sign of a state.
  var mark: Mark {
    switch self {
    case .fine: .fine
    case .unknown: .unknown
    case .warning: .warning
    case .critical: .critical
    }
  }

  /// The style of the word beside it.
  var style: Style {
    switch self {
    case .fine: .plain
    case .unknown: .dim
    case .warning: .warning
    case .critical: .critical
    }
  }
}

extension OperationState {
  /// The sign of an operation's state.
  var mark: Mark {
    switch self {
    case .running: .running
    case .done: .done
    case .failed, .interrupted: .critical
    case .cancelled: .open
    case .refused: .refused
    }
  }
}

extension StepStatus.State {
  /// The sign of a step's state.
  var mark: Mark {
    switch self {
    case .waiting: .open
    case .running: .running
    case .done: .done
    case .failed: .critical
    case .skipped: .absent
    }
  }
}

extension Problem {
  /// The sign of a problem: of one that does not alert yet a quiet one, however bad it will be.
  func sign(_ charset: Charset) -> TableCell {
    state == .pending ? .text(Glyphs(charset).mark(.warning), .dim) : .mark(severity.mark)
  }
}

extension StepStatus {
  /// The sign of a step: of one that is done with a remark that it is to be looked at.
  var mark: Mark { hasRemark == true ? .warning : state.mark }
}

extension TaskStatus {
  /// The sign of a task: what a person said of it.
  var mark: Mark {
    switch tick?.verdict {
    case .done: .done
    case .problem: .warning
    case .notApplicable: .absent
    case .later, nil: .open
    }
  }
}
