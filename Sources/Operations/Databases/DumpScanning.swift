import Host
import Synchronization

/// A dump that is read while a program writes it. What was found is asked for when the program has ended.
final class DumpScanning: Sendable {
  private let state = Mutex(ServerDumpScanner())

  var scanner: ServerDumpScanner { state.withLock { $0 } }

  /// Takes the program's output.
  var sink: OutputSink { OutputSink { [self] piece in state.withLock { $0.scan(piece) } } }
}
