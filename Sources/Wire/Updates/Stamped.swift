import Maintenance

/// Something that carries the moment at which it was read. Most readings are made again with the same result: then only
/// the moment travels, once for all of them.
public protocol Stamped: Codable, Sendable, Equatable {
  /// When it was read; `nil` when it carries no moment, or is not fresh.
  var moment: Timestamp? { get }
  /// The same, read again at `moment` with the same result.
  func again(at moment: Timestamp) -> Self
}

extension Stamped {
  public var moment: Timestamp? { nil }
  public func again(at moment: Timestamp) -> Self { self }
}

extension Reading: Stamped {
  public var moment: Timestamp? { if case .known(_, let at) = self { at } else { nil } }

  public func again(at moment: Timestamp) -> Reading {
    if case .known(let value, _) = self { .known(value, at: moment) } else { self }
  }
}

extension DiskUsage: Stamped {
  public var moment: Timestamp? { space.moment }

  public func again(at moment: Timestamp) -> DiskUsage {
    var next = self
    next.space = space.again(at: moment)
    return next
  }
}

extension LegStatus: Stamped {
  public var moment: Timestamp? { backups.moment }

  public func again(at moment: Timestamp) -> LegStatus {
    var next = self
    next.backups = backups.again(at: moment)
    return next
  }
}

extension LogStatus: Stamped {
  public var moment: Timestamp? { counts.moment }

  public func again(at moment: Timestamp) -> LogStatus {
    var next = self
    next.counts = counts.again(at: moment)
    return next
  }
}

extension ServiceStatus: Stamped {
  public var moment: Timestamp? { condition.moment ?? answer.moment }

  public func again(at moment: Timestamp) -> ServiceStatus {
    var next = self
    next.condition = condition.again(at: moment)
    next.answer = answer.again(at: moment)
    return next
  }
}

extension Evidence: Stamped {
  public var moment: Timestamp? { at }

  public func again(at moment: Timestamp) -> Evidence {
    var next = self
    next.at = moment
    return next
  }
}

extension NetworkRate: Stamped {}
extension OperationStatus: Stamped {}
