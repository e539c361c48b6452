/// All screens, in the order of their digits. A new one is a line here.
enum Screens {
  static let all: [Screen] = [
    OverviewScreen.screen,
    ServicesScreen.screen,
    CapacityScreen.screen,
    BackupsScreen.screen,
    RoundsScreen.screen,
    ProceduresScreen.screen,
    LogsScreen.screen,
    RegisterScreen.screen,
    ContactsScreen.screen,
  ]

  /// The screen of that name; the overview when there is none.
  static func named(_ name: ScreenName) -> Screen { all.first { $0.name == name } ?? OverviewScreen.screen }
}
