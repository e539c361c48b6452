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
