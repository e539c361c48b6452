import Dispatch
import Glibc
import Host
import Maintenance
import NIOCore
import NIOHTTP1
import NIOPosix

/// The sandbox's HTTP site: a process of its own, which a person may stop, kill and start again.
public enum SandboxSite {
  /// A connection on which nothing has been heard for so long is closed.
  private static let idleSeconds: Int64 = 30

  /// Serves until SIGTERM or SIGINT, or until no agent has lived for a while. Its pidfile is there while it listens.
  ///
  /// - Returns: the exit status: 0, or 1 when it could not run, after the standard error has said why (another one runs
  ///   for the same state folder, the port is taken, a file cannot be written).
  public static func run(
    state: StateFolder, timing: SiteTiming = SiteTiming(), clock: any HostClock = SystemClock()
  ) async -> Int32 {
    do throws(SiteFault) {
      try await serve(state, timing, clock)
      return 0
    } catch {
      Complaint.say("site: \(error)")
      return 1
    }
  }

  private static func serve(_ state: StateFolder, _ timing: SiteTiming, _ clock: any HostClock) async throws(SiteFault)
  {
    let folder = SandboxFolder(state)
    let (lock, port) = try reserve(state, folder)
    defer { withExtendedLifetime(lock) {} }
    let (endings, ender) = AsyncStream.makeStream(of: SiteEnding.self)
    let signals = SiteEnding.onSignals { ender.yield($0) }
    defer { for source in signals { source.cancel() } }
    let log = SiteLog(
      path: folder.log, zone: SandboxZone.kept(folder), clock: clock, failureSeconds: timing.failureSeconds)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let outcome: Result<Void, SiteFault>
    do throws(SiteFault) {
      let channel = try await listen(on: port, group, folder, log)
      try writePidfile(folder)
      log.write(.info, #"Site started {"pid":\#(getpid()),"port":\#(port)}"#)
      let beat = SiteBeat(state, timing: timing, clock: clock, log: log)
      let interval = TimeAmount.milliseconds(Int64(timing.beatSeconds * 1000))
      let timer = channel.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in
        if !beat.beat() { ender.yield(.alone) }
      }
      let ending = await endings.first { _ in true } ?? .asked
      timer.cancel()
      removePidfile(folder)
      try? await channel.close()
      log.write(.info, #"Site stopped {"pid":\#(getpid()),"reason":"\#(ending.rawValue)"}"#)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    try? await group.shutdownGracefully()
    return try outcome.get()
  }

  private static func reserve(_ state: StateFolder, _ folder: SandboxFolder) throws(SiteFault) -> (FileLock, Int) {
    do throws(FileFault) {
      let port = try SandboxPort.choose(state: state)
      if let lock = try FileLock.take(folder.siteLock) { return (lock, port) }
    } catch {
      throw .file(error)
    }
    throw .alreadyRunning(pid: FileLock.holder(folder.siteLock))
  }

  private static func listen(
    on port: Int, _ group: MultiThreadedEventLoopGroup, _ folder: SandboxFolder, _ log: SiteLog
  ) async throws(SiteFault) -> any Channel {
    let database = SiteDatabase(path: folder.database)
    do {
      return try await ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 64)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline()
            try pipeline.addHandler(IdleStateHandler(allTimeout: .seconds(idleSeconds)))
            try pipeline.addHandler(SiteHandler(folder: folder, database: database, log: log))
          }
        }
        .bind(host: "127.0.0.1", port: port).get()
    } catch {
      let reason = (error as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(error)"
      throw .cannotListen(port: port, reason: reason)
    }
  }

  private static func writePidfile(_ folder: SandboxFolder) throws(SiteFault) {
    do throws(FileFault) { try FileSystem.writeAtomically(folder.pidfile, Array("\(getpid())\n".utf8)) } catch {
      throw .file(error)
    }
  }

  /// Removes the pidfile when it names us.
  private static func removePidfile(_ folder: SandboxFolder) {
    guard (try? FileSystem.read(folder.pidfile, limit: 64)) == Array("\(getpid())\n".utf8) else { return }
    do throws(FileFault) { try FileSystem.removeFile(folder.pidfile) } catch { Complaint.say(error.description) }
  }
}
