import Glibc
import Maintenance

/// A client's end of the socket.
///
/// Plain blocking descriptors and poll(2), not an event loop: a client has one conversation, the dashboard waits for it
/// beside the keyboard, and its first frame must not wait for threads to start.
public final class WireClient {
  /// The descriptor to wait on beside others.
  public let descriptor: Int32
  private var buffer = LineBuffer()
  private var lastNumber = 0
  private var isOpen = true

  /// Connects to the agent whose socket is at `path`.
  public init(path: String) throws(WireError) {
    guard path.utf8.count <= SocketPath.longest else { throw .pathTooLong(path: path) }
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw .system(call: "socket", errno: errno) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      close(socket)
      switch code {
      // ENOTDIR: a file stands where the state folder should; whoever makes the folder says so.
      case ENOENT, ECONNREFUSED, ENOTDIR: throw .noAgent(path: path)
      case EACCES, EPERM: throw .denied(path: path)
      default: throw .system(call: "connect", errno: code)
      }
    }
    descriptor = socket
  }

  deinit { if isOpen { close(descriptor) } }

  /// Greets the agent. The welcome comes back as a message.
  public func greet(program: String, follows: Bool) throws(WireError) {
    let hello = Hello(program: program, follows: follows)
    if let line = hello.line { try send(line: line) } else { try send(.hello(hello)) }
  }

  /// Sends a question and returns its number.
  @discardableResult
  public func ask(_ question: Question) throws(WireError) -> Int {
    lastNumber += 1
    try send(.ask(number: lastNumber, question))
    return lastNumber
  }

  /// Everything that has arrived, without waiting. Throws ``WireError/closed`` only once all of it was handed out.
  public func received() throws(WireError) -> [AgentMessage] {
    var ended = false
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while isOpen {
      let count = recv(descriptor, &chunk, chunk.count, Int32(MSG_DONTWAIT))
      if count > 0 {
        buffer.append(chunk[..<count])
        if buffer.isOverlong { throw .malformed("line over \(WireCoding.longestLine) bytes") }
        continue
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) { break }
      ended = true
      break
    }
    var messages: [AgentMessage] = []
    while let line = buffer.next() {
      do { messages.append(try WireCoding.message(AgentMessage.self, from: line)) } catch {
        throw .malformed(String(decoding: line.prefix(200), as: UTF8.self))
      }
    }
    if ended && messages.isEmpty { throw .closed }
    return messages
  }

  /// Waits for messages, at most so long. Empty when none came.
  public func wait(seconds: Double) throws(WireError) -> [AgentMessage] {
    let already = try received()
    if !already.isEmpty { return already }
    return waitReadable(seconds: seconds) ? try received() : []
  }

  /// Waits until something can be read, at most so long.
  public func waitReadable(seconds: Double) -> Bool {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&poller, 1, Int32(max(0, seconds * 1000).rounded(.up))) > 0
  }

  /// Sends one line as it is: what a newer or a broken client would send.
  public func send(line: String) throws(WireError) { try send(bytes: Array((line + "\n").utf8)) }

  private func send(_ message: ClientMessage) throws(WireError) {
    let line: [UInt8]
    do { line = try WireCoding.line(message) } catch { throw .malformed(String(describing: error)) }
    try send(bytes: line)
  }

  private func send(bytes line: [UInt8]) throws(WireError) {
    var sent = 0
    while sent < line.count {
      let count = line[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw errno == EPIPE || errno == ECONNRESET ? .closed : .system(call: "send", errno: errno)
      }
      sent += count
    }
  }
}
