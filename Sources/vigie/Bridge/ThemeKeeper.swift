import Glibc
import Host
import Synchronization

/// Writes the chosen theme down beside the loop: a home on a slow or dead disk must not hold the screen.
final class ThemeKeeper: Sendable {
  private struct State {
    /// The name that waits to be written, in place of any that waited before.
    var wanted: String?
    var isWriting = false
    var faults: [FileFault] = []
  }

  private let folder: OwnFolder
  private let state = Mutex(State())
  private let pipe = PipeEnds()

  init(_ folder: OwnFolder) {
    self.folder = folder
    if let pipe { _ = fcntl(pipe.reading, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    guard let pipe else { return }
    close(pipe.reading)
    close(pipe.writing)
  }

  /// Becomes readable when there is something to ``faults()``.
  var descriptor: Int32? { pipe?.reading }

  /// Keeps the name; what was asked last is what stays.
  func keep(_ name: String) {
    let begins = state.withLock { state in
      state.wanted = name
      defer { state.isWriting = true }
      return !state.isWriting
    }
    if begins && !startThread({ self.write() }) { write() }
  }

  /// Why a name could not be written, since it was asked last.
  func faults() -> [FileFault] {
    var bytes = [UInt8](repeating: 0, count: 64)
    if let pipe { while read(pipe.reading, &bytes, bytes.count) > 0 {} }
    return state.withLock { state in
      defer { state.faults = [] }
      return state.faults
    }
  }

  /// Waits until all is written, at most so long: the program is about to end.
  func finish(withinSeconds limit: Double) {
    guard let pipe else { return }
    var waiter = pollfd(fd: pipe.reading, events: Int16(POLLIN), revents: 0)
    while state.withLock({ $0.isWriting }) {
      guard poll(&waiter, 1, Int32(limit * 1000)) > 0 else { return }
      var byte: UInt8 = 0
      _ = read(pipe.reading, &byte, 1)
    }
  }

  private func write() {
    while let name = next() {
      do { try folder.remember(theme: name) } catch { state.withLock { $0.faults.append(error) } }
    }
    var byte: UInt8 = 1
    if let pipe { _ = Glibc.write(pipe.writing, &byte, 1) }
  }

  /// The next name to write; with none left the writing is over.
  private func next() -> String? {
    state.withLock { state in
      defer { state.wanted = nil }
      if state.wanted == nil { state.isWriting = false }
      return state.wanted
    }
  }
}
