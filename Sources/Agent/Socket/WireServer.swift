import Glibc
import NIOCore
import NIOPosix
import Synchronization
import Wire

/// The agent's socket.
public final class WireServer: Sendable {
  /// What happens, in order.
  public let events: AsyncStream<WireEvent>
  /// The one thread on which lines are read and written.
  public let loop: any EventLoop
  private let channel: any Channel
  private let path: String

  /// Lives as long as the process: whoever works on the loop must never find it gone.
  private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// Listens at `path`. The caller holds the state folder's lock, so that a socket that is already there is a dead
  /// agent's, and is replaced.
  public init(path: String, mode: UInt32) async throws(WireError) {
    guard path.utf8.count <= SocketPath.longest else { throw .pathTooLong(path: path) }
    if unlink(path) != 0 && errno != ENOENT { throw .system(call: "unlink", errno: errno) }
    let (events, continuation) = AsyncStream.makeStream(of: WireEvent.self)
    let loop = Self.group.next()
    let counter = Counter()
    do {
      channel = try await ServerBootstrap(group: loop)
        .serverChannelOption(.backlog, value: 64)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let connection = WireConnection(
              id: counter.next(), peer: try WireServer.peer(of: channel), channel: channel)
            try channel.pipeline.syncOperations.addHandler(
              ConnectionHandler(connection: connection, events: continuation))
          }
        }
        .bind(unixDomainSocketPath: path).get()
    } catch {
      throw .system(call: "bind", errno: (error as? IOError)?.errnoCode ?? 0)
    }
    self.loop = loop
    self.events = events
    self.path = path
    if chmod(path, mode) != 0 { throw .system(call: "chmod", errno: errno) }
  }

  /// Ends all connections and removes the socket.
  public func close() async {
    try? await channel.close()
    unlink(path)
  }

  private static func peer(of channel: any Channel) throws -> Peer {
    guard let provider = channel as? any SocketOptionProvider else {
      throw WireError.system(call: "getsockopt", errno: ENOTSUP)
    }
    // Already on the channel's event loop, where the future is completed before it is handed out.
    var credentials = Credentials()
    let result: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
      level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
    var failure: (any Error)?
    result.assumeIsolated().whenComplete { outcome in
      switch outcome {
      case .success(let value): credentials = value
      case .failure(let error): failure = error
      }
    }
    if let failure { throw failure }
    return Peer(pid: credentials.pid, uid: credentials.uid, gid: credentials.gid)
  }

  /// `struct ucred` of unix(7), which the C library shows to GNU programs only.
  private struct Credentials: Sendable {
    var pid: Int32 = 0
    var uid: UInt32 = 0
    var gid: UInt32 = 0
  }

  private final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
      value.withLock {
        $0 += 1
        return $0
      }
    }
  }
}
