import Drawing
import Maintenance

extension Model {
  /// Where Enter leads from the overview.
  enum OverviewTarget: Sendable, Equatable {
    case screen(ScreenName, pane: Pane?, row: Int)
    case operation(String)
  }

  /// Where Enter leads from the selected row of the overview; `nil` when no row is selected.
  var overviewTarget: OverviewTarget? {
    guard screen == .overview, let situation, let pane, let row = selected(pane) else { return nil }
    switch pane {
    case .problems: return target(of: situation.problems[row])
    case .overviewServices: return .screen(.services, pane: .services, row: row)
    case .overviewCapacity: return .screen(.capacity, pane: .resources, row: row)
    case .overviewBackups: return .screen(.backups, pane: .legs, row: row)
    case .overviewRound: return .screen(.rounds, pane: .tasks, row: row)
    default: return nil
    }
  }

  private func target(of problem: Problem) -> OverviewTarget {
    switch problem.subject {
    case .service(let name):
      .screen(.services, pane: .services, row: situation?.services.firstIndex { $0.name == name } ?? 0)
    case .resource(let resource):
      .screen(.capacity, pane: .resources, row: situation?.capacity.firstIndex { $0.resource == resource } ?? 0)
    case .backup(let leg):
      .screen(.backups, pane: .legs, row: situation?.backups.firstIndex { $0.leg == leg } ?? 0)
    case .round(let period):
      .screen(.rounds, pane: .tasks, row: allTasks.firstIndex { $0.round.period == period } ?? 0)
    case .operation(let id): .operation(id)
    case .register, .agent: .screen(.register, pane: nil, row: 0)
    }
  }

  /// Goes there.
  mutating func openOverviewTarget() -> [Effect] {
    switch overviewTarget {
    case .screen(let name, let pane, let row):
      if let pane {
        show(row, in: pane)
        setFocus(pane)
        if pane == .legs {
          selection[.catalogue] = nil
          refilter(.catalogue)
        }
      }
      return go(to: name)
    case .operation(let id): return follow(id, status: nil)
    case nil: return []
    }
  }

  /// The key that leads on from a problem, and what it does: taken from the table of commands, for the row in which
  /// the problem stands.
  func lead(from problem: Problem) -> (key: Key, label: Phrase)? {
    var name = "open"
    switch problem.cause {
    case .serviceDown: name = "service-start"
    // Where a restart has not helped, the logs say more.
    case .answerWrong: name = wasRestarted(problem) ? "go-logs" : "service-restart"
    case .backupLate, .backupFailed, .neverBackedUp, .recoveryHole: name = "backup-now"
    case .tableLost: name = "restore-rows"
    case .overThreshold, .unreadable, .backupDamaged, .backupAhead, .drillOverdue, .copyOverdue, .operationInterrupted,
      .operationFailed,
      .registerFault:
      break
    }
    if case .service(let service) = problem.subject,
      situation?.services.first(where: { $0.name == service })?.isControllable != true
    {
      name = "open"
    }
    guard let command = Commands.named(name), let key = keys(of: command).first else { return nil }
    return (key, command.label)
  }

  /// Whether what a problem is about was restarted since the problem began.
  private func wasRestarted(_ problem: Problem) -> Bool {
    guard case .service(let service) = problem.subject, let since = problem.since else { return false }
    return situation?.operations.contains { operation in
      guard case .service(let verb, service) = operation.request, verb == .restart || verb == .start else {
        return false
      }
      return operation.state.isOver && operation.startedAt > since
    } ?? false
  }
}
