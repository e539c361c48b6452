import GRDB
import Synchronization

/// The database behind a register or its reader.
public final class RegisterSource: Sendable {
  let database: any DatabaseReader
  let files: RegisterFiles
  /// Whether SQLite has found the file corrupt since it was opened.
  let isSuspect = Atomic<Bool>(false)

  init(database: any DatabaseReader, files: RegisterFiles) {
    self.database = database
    self.files = files
  }

  /// Runs `body`, its errors as faults of this register.
  func translating<Result>(_ body: () throws -> Result) throws(RegisterError) -> Result {
    do { return try body() } catch {
      let fault = RegisterError(translating: error, path: files.database)
      if fault.kind == .corrupt { isSuspect.store(true, ordering: .relaxed) }
      throw fault
    }
  }
}
