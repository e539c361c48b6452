import Dispatch
import Glibc

/// Why the site ends.
enum SiteEnding: String, Sendable {
  /// It was asked to, by SIGTERM or SIGINT.
  case asked = "asked to"
  /// No agent has lived for a while.
  case alone = "no agent"

  /// Hands the requests to end on, instead of dying of them, for as long as the sources live. A hang-up is ignored.
  static func onSignals(_ end: @escaping @Sendable (SiteEnding) -> Void) -> [any DispatchSourceSignal] {
    signal(SIGHUP, SIG_IGN)
    return [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { end(.asked) }
      source.resume()
      return source
    }
  }
}
