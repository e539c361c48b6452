import Maintenance

/// What a sample changed of the resources.
public struct CapacityUpdate: Codable, Sendable, Equatable {
  /// When they were sampled.
  public var at: Timestamp
  /// The whole, when there are others than before.
  public var whole: [ResourceStatus]?
  /// One for each resource, in their order.
  public var parts: [ResourceUpdate]?

  /// `nil` when nothing has changed.
  init?(from old: [ResourceStatus], to new: [ResourceStatus]) {
    guard old != new else { return nil }
    let moment = new.compactMap(\.usedPercent.moment).max() ?? Timestamp(milliseconds: 0)
    at = moment
    if old.map(\.resource) == new.map(\.resource) {
      parts = zip(old, new).map { ResourceUpdate(from: $0, to: $1, at: moment) }
    } else {
      whole = new
    }
  }

  /// The resources after this update; `nil` when it does not fit them.
  func applied(to old: [ResourceStatus]) -> [ResourceStatus]? {
    if let whole { return whole }
    guard let parts, parts.count == old.count else { return nil }
    return zip(old, parts).map { $1.applied(to: $0, at: at) }
  }
}
