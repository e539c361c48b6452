import GRDB

/// A register open for reading only, for commands that run without an agent, or beside one. It never writes to the
/// database, the anchors or the lock.
public final class RegisterReader: RegisterReading {
  public let source: RegisterSource

  /// The register in `folder`. Throws `missing` where there is none, `newerSchema` and `olderSchema` where this
  /// program is not the one that may read it, `corrupt`, `foreign`.
  public init(folder: String) throws(RegisterError) {
    let files = RegisterFiles(folder: folder)
    source = RegisterSource(database: try Opening.reader(files), files: files)
  }
}
