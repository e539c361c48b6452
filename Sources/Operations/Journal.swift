import Glibc
import Host
import Maintenance
import Synchronization

/// The journal of an operation as its worker writes it: one JSON line per entry, durable before the worker goes on.
final class Journal: Sendable {
  private let path: String
  private let file: Int32
  private let clock: any HostClock
  private let lock = Mutex(())

  /// Opens the journal to append to it; a line that a dying worker left unfinished is closed first.
  init(path: String, clock: any HostClock) throws(StepFailure) {
    let isTorn: Bool
    do throws(FileFault) {
      isTorn = FileSystem.exists(path) ? (try FileSystem.read(path).last ?? 0x0A) != 0x0A : false
    } catch {
      throw StepFailure(error)
    }
    file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw StepFailure("open \(path): " + String(cString: strerror(errno))) }
    self.path = path
    self.clock = clock
    do throws(FileFault) {
      if isTorn { try FileSystem.write(file, [0x0A], path: path) }
      try FileSystem.syncFolder(FileSystem.parent(of: path))
    } catch {
      throw StepFailure(error)
    }
  }

  deinit { close(file) }

  /// Adds an entry and makes it durable. Progress alone is not worth a disk flush.
  func add(_ event: JournalEntry.Event) throws(StepFailure) {
    let line = try JSONText.line(JournalEntry(at: Timestamp(milliseconds: clock.wallMilliseconds()), event: event))
    let outcome: Result<Void, FileFault> = lock.withLock { _ in
      do throws(FileFault) {
        try FileSystem.write(file, line + [0x0A], path: path)
        if case .progress = event { return .success(()) }
        guard fdatasync(file) == 0 else { throw FileFault("fdatasync", path, code: errno) }
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let fault) = outcome { throw StepFailure(fault) }
  }

  /// The entries of a journal; a line that cannot be read (one that a dying worker left unfinished) is passed over.
  static func parse(_ bytes: [UInt8]) -> [JournalEntry] {
    bytes.split(separator: 0x0A).compactMap { try? JSONText.read(JournalEntry.self, $0, path: "journal") }
  }
}
