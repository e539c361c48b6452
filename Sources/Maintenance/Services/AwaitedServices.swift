/// The services that are started together with the agent, until they have been seen to answer: before, they are neither
/// stopped nor fine, but still to come.
public struct AwaitedServices: Sendable, Equatable {
  private var names: Set<String>

  /// Services by their names.
  public init(_ names: Set<String> = []) { self.names = names }

  /// What was read of services, with what is still awaited as pending.
  ///
  /// - Parameter isOver: whether whoever did not come yet should have: its start has failed, and it is shown as it is.
  public mutating func withhold(_ statuses: [ServiceStatus], isOver: Bool) -> [ServiceStatus] {
    if isOver { names = [] }
    guard !names.isEmpty else { return statuses }
    return statuses.map { status in
      guard names.contains(status.name) else { return status }
      if status.severity == .fine, status.answer != .pending {
        names.remove(status.name)
        return status
      }
      var coming = status
      coming.condition = .pending
      coming.answer = .pending
      return coming
    }
  }
}
