import Glibc
import Host
import Maintenance

/// The embedded application: a database, files, configuration and a log below `STATE/sandbox`, which a person may break,
/// back up, destroy and restore at will.
public enum Sandbox {
  /// How long another process may take to make the sandbox before we give up on it.
  private static let patienceSeconds = 10.0

  /// Makes the sandbox unless it has been made before; what a person has removed since stays removed.
  ///
  /// It is built aside and put in place piece by piece, each by a rename; the marker comes last. Whoever dies on the way
  /// leaves whole pieces or none, and the next call does the rest.
  ///
  /// - Parameters:
  ///   - zone: the zone in which the application writes its times.
  ///   - clock: the rows and the log tell of the time before its present.
  /// - Returns: whether it was made now.
  @discardableResult
  public static func prepare(
    state: StateFolder, zone: Zone = .utc, clock: any HostClock = SystemClock()
  ) async throws(SandboxFault) -> Bool {
    let folder = SandboxFolder(state)
    if FileSystem.exists(folder.prepared) { return false }
    let lock = try await lock(folder)
    defer { withExtendedLifetime(lock) {} }
    if FileSystem.exists(folder.prepared) { return false }
    let moment = SandboxMoment(now: Timestamp(milliseconds: clock.wallMilliseconds()), zone: zone)
    do throws(FileFault) {
      try FileSystem.removeTree(folder.aside)
      try FileSystem.makeFolder(folder.aside)
    } catch {
      throw .file(error)
    }
    try SandboxDatabase.make(folder.aside + "/database.sqlite", moment)
    do throws(FileFault) {
      try FileTree.make(folder.aside + "/files", SandboxFiles.tree())
      try FileTree.make(folder.aside + "/config", SandboxConfiguration.tree(state, zone: zone))
      try FileTree.make(folder.aside + "/logs", [.file("laravel.log", SandboxHistory.text(moment))])
      try putInPlace(folder)
    } catch {
      throw .file(error)
    }
    return true
  }

  private static func putInPlace(_ folder: SandboxFolder) throws(FileFault) {
    // Making each of the small files durable would take as long as everything else together, several times over; after a
    // loss of power in the very first seconds the sandbox can be thrown away.
    try FileSystem.syncFile(folder.aside + "/database.sqlite")
    for target in [folder.database, folder.files, folder.configuration, folder.logs] where !FileSystem.exists(target) {
      try FileSystem.rename(folder.aside + "/" + FileSystem.name(of: target), to: target)
    }
    try FileSystem.syncFolder(folder.path)
    try FileSystem.writeAtomically(folder.prepared, Array("1\n".utf8))
    try FileSystem.removeTree(folder.aside)
  }

  /// Waits for whoever makes the sandbox at this moment.
  private static func lock(_ folder: SandboxFolder) async throws(SandboxFault) -> FileLock {
    let start = ContinuousClock.now
    do throws(FileFault) {
      try FileSystem.makeFolder(folder.run)
      while start.duration(to: .now) < .seconds(patienceSeconds) {
        if let lock = try FileLock.take(folder.preparationLock) { return lock }
        if (try? await Task.sleep(for: .milliseconds(20))) == nil { break }
      }
    } catch {
      throw .file(error)
    }
    throw .busy(path: folder.preparationLock)
  }
}
