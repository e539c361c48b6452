import Host
import Maintenance

/// What restores have set aside and what is still there of it, by the records of their operations.
public enum SetAsides {
  /// All of it, oldest first. A schema is taken for there until this program has dropped it: the server is not asked.
  public static func list(plan: Plan, state: StateFolder) -> [SetAside] {
    let placings = Placings(state)
    return placings.operations.flatMap { of(operation: $0, plan: plan, state: state, placings) }
  }

  /// What the operations have put in place and put back, each read once: who looks does so at every turn.
  private struct Placings {
    let operations: [String]
    /// Which schema went away by being put in place, by the operation that did it.
    private(set) var incoming: [String: String] = [:]
    /// The operations that go back behind another, by that one's id.
    private(set) var reverts: [String: [String]] = [:]

    init(_ state: StateFolder) {
      operations = OperationFolder.list(state: state)
      for id in operations {
        if let names = try? SwapNamesRecord.recall(id, state) {
          incoming[id] = names.incoming
        } else if case .revert(let earlier)? = (try? OperationFolder(id: id, state: state)?.ticket())?.request {
          reverts[earlier, default: []].append(id)
        }
      }
    }
  }

  /// What is looked at in a ``SwapRecord``, which holds the text of every trigger and routine besides.
  private struct SwapNamesRecord: OperationRecord {
    var incoming: String
    var oldBytes: UInt64?
    static let fileName = SwapRecord.fileName
  }

  /// What one operation has set aside.
  static func of(operation: String, plan: Plan, state: StateFolder) -> [SetAside] {
    of(operation: operation, plan: plan, state: state, Placings(state))
  }

  private static func of(operation: String, plan: Plan, state: StateFolder, _ placings: Placings) -> [SetAside] {
    guard let folder = OperationFolder(id: operation, state: state), let ticket = try? folder.ticket() else {
      return []
    }
    let changing = ticket.procedure.steps.enumerated().filter { $0.element.changesTarget }
    guard !changing.isEmpty else { return [] }
    let journal = folder.journal()
    var asides: [SetAside] = []
    for (index, step) in changing {
      guard let scope = step.arguments["scope"].flatMap(RestoreScope.init) else { continue }
      let done = journal.last { if case .stepDone(index, _, _, _) = $0.event { true } else { false } }
      guard let done else { continue }
      if step.verb == ApplyRows.name {
        guard case .stepDone(_, _, _, let facts) = done.event, let name = facts[SwapSchema.asideFact],
          FileSystem.exists(RowsRecord.path(operation, state))
        else { continue }
        asides.append(SetAside(operation: operation, scope: scope, names: [name], at: done.at))
      } else if step.verb == SwapSchema.name {
        guard case .stepDone(_, _, _, let facts) = done.event, let name = facts[SwapSchema.asideFact],
          let record = try? SwapNamesRecord.recall(operation, state)
        else { continue }
        asides.append(
          SetAside(operation: operation, scope: scope, names: [name], at: done.at, bytes: record.oldBytes))
      } else {
        let kept = Target(scope, plan: plan).paths.flatMap { SwapNames(target: $0, operation: operation).allKept }
        if !kept.isEmpty { asides.append(SetAside(operation: operation, scope: scope, names: kept, at: done.at)) }
      }
    }
    return asides.filter { !isTakenBack($0, after: operation, placings, state) }
  }

  /// Whether it was put back since: then nothing is left under the name.
  private static func isTakenBack(
    _ aside: SetAside, after operation: String, _ placings: Placings, _ state: StateFolder
  ) -> Bool {
    guard aside.scope == .database else { return false }
    return placings.incoming.contains { $0.key > operation && aside.names.contains($0.value) }
      || (placings.reverts[operation] ?? []).contains { $0 > operation && hasPutBack(operation, by: $0, state) }
  }

  /// Whether a later operation has put it back. Its record goes when what it set aside itself is dropped; its journal stays.
  private static func hasPutBack(_ operation: String, by id: String, _ state: StateFolder) -> Bool {
    guard let folder = OperationFolder(id: id, state: state), let ticket = try? folder.ticket(),
      ticket.request == .revert(operation: operation)
    else { return false }
    let swaps = ticket.procedure.steps.indices.filter { index in
      let step = ticket.procedure.steps[index]
      return step.verb == SwapSchema.name && step.arguments["reverts"] == operation
    }
    return folder.journal().contains { entry in
      if case .stepDone(let index, _, _, _) = entry.event { swaps.contains(index) } else { false }
    }
  }
}
