/// The log of the day before the sandbox was made.
enum SandboxHistory {
  /// How long ago the one error was: inside the day that a daily round looks at, and not the first thing in it.
  static let errorAgo = 20 * 3600
  static let warningsAgo = [22, 17, 11, 6, 2].map { $0 * 3600 + 700 }

  /// A day of entries up to the present, oldest first.
  static func text(_ moment: SandboxMoment) -> String {
    var draw = Draw(seed: 24)
    var entries: [(ago: Int, text: String)] = [
      (errorAgo, LogLine.text(moment.text(ago: errorAgo), .error, failure))
    ]
    for ago in warningsAgo {
      entries.append((ago, LogLine.text(moment.text(ago: ago), .warning, Activity.remarkable(&draw))))
    }
    var ago = 86_400 - 60
    while ago > 30 {
      entries.append((ago, LogLine.text(moment.text(ago: ago), .info, Activity.ordinary(&draw))))
      ago -= Int.random(in: 40...400, using: &draw)
    }
    return entries.sorted { $0.ago > $1.ago }.map(\.text).joined()
  }

  private static let failure = """
    The mail relay refused the connection {"booking":311,"exception":"[object] (RuntimeException(code: 111): \
    Connection refused at app/Http/Controllers/TicketController.php:48)
    [stacktrace]
    #0 app/Http/Controllers/TicketController.php(31): TicketController->send()
    #1 app/Http/Controllers/BookingController.php(77): TicketController->confirm()
    #2 routes/web.php(12): BookingController->store()
    #3 public/index.php(3): require()
    #4 {main}
    "}
    """
}
