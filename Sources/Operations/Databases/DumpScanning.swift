import Crypto
import Host
import Synchronization

/// A dump that is read while a program writes it. What was found is asked for when the program has ended.
final class DumpScanning: Sendable {
  private let state = Mutex(ServerDumpScanner())

  var scanner: ServerDumpScanner { state.withLock { $0 } }

  /// Takes the program's output.
  var sink: OutputSink { OutputSink { [self] piece in state.withLock { $0.scan(piece) } } }
}

/// What passes, hashed.
final class PassingDigest: Sendable {
  private let state = Mutex(SHA256())

  /// Of what has passed so far, in hexadecimal.
  var hexadecimal: String { state.withLock { $0 }.finalize().hexadecimal }

  /// Looks at a program's output.
  var sink: OutputSink { OutputSink { [self] piece in state.withLock { $0.update(bufferPointer: piece) } } }
}
