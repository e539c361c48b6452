@preconcurrency import Dispatch
import Glibc

/// Turns SIGTERM and SIGINT of this process into a call, and lets SIGHUP pass. For as long as the value lives.
public final class TerminationSignals: Sendable {
  private let sources: [any DispatchSourceSignal]

  /// Calls `body` at every such signal.
  public init(_ body: @escaping @Sendable () -> Void) {
    signal(SIGHUP, SIG_IGN)
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: body)
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
