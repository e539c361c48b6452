import Maintenance

/// What has changed in a list whose places keep their meaning: the new elements with their places, and the moment at
/// which the others were read again; or the whole list when its length has changed.
public struct ListUpdate<Element: Stamped>: Codable, Sendable, Equatable {
  /// One element that is not what it was.
  public struct Change: Codable, Sendable, Equatable {
    /// Its place in the list, from 0.
    public var place: Int
    public var element: Element
  }

  public var whole: [Element]?
  public var changes: [Change]?
  /// When the elements that did not change were read again.
  public var at: Timestamp?

  /// `nil` when nothing has changed.
  public init?(from old: [Element], to new: [Element]) {
    guard old != new else { return nil }
    guard old.count == new.count else {
      whole = new
      return
    }
    let moment = new.compactMap(\.moment).max()
    at = moment
    let changes = zip(old, new).enumerated().compactMap { place, pair in
      ListUpdate.expected(pair.0, moment) == pair.1 ? nil : Change(place: place, element: pair.1)
    }
    self.changes = changes.isEmpty ? nil : changes
  }

  /// The list after this update.
  public func applied(to old: [Element]) -> [Element] {
    if let whole { return whole }
    var next = old.map { ListUpdate.expected($0, at) }
    for change in changes ?? [] where next.indices.contains(change.place) { next[change.place] = change.element }
    return next
  }

  private static func expected(_ old: Element, _ moment: Timestamp?) -> Element {
    moment.map { old.again(at: $0) } ?? old
  }
}
