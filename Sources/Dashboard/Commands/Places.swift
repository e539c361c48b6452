/// Where a command works.
enum Places: Sendable {
  /// Everywhere, text being typed apart.
  case everywhere
  /// Everywhere, also where text is typed.
  case always
  /// On every screen, with no layer over it.
  case screens
  /// On every screen, and in the views that lie over one.
  case screensAndViews
  case only([Place])

  /// Whether `place` is among them.
  func holds(_ place: Place) -> Bool {
    switch self {
    case .always: return true
    case .everywhere: return !place.isTyping
    case .screens:
      if case .screen = place { return true }
      return false
    case .screensAndViews: return Places.screens.holds(place) || place.isView
    case .only(let places): return places.contains(place)
    }
  }

  /// The screens that are named one by one.
  var screens: [ScreenName] {
    guard case .only(let places) = self else { return [] }
    return places.compactMap { if case .screen(let name) = $0 { name } else { nil } }
  }

  /// The names of all places that are meant.
  var names: Set<String> { Set(Place.all.filter(holds).map(\.name)) }
}
