import Glibc
import Host
import Maintenance

/// Asks `http://` questions of a loopback service without any library: a connection, one request, the status line. What
/// needs TLS or names is asked by whoever starts the worker, who hands in another ``HealthProbe``.
public enum PlainHealth {
  /// Asks once.
  @Sendable public static func check(_ question: HTTPCheck) async -> String? {
    guard let target = parse(question.url) else { return "\(question.url): only http:// to an address is asked here" }
    // Blocking calls, each with a limit of its own, on a thread that nobody else waits for.
    return await Task.detached { ask(target, question) }.value
  }

  struct Target: Equatable, Sendable {
    var address: String
    var port: UInt16
    var path: String
  }

  /// `http://127.0.0.1:8080/health`; names other than `localhost` are not resolved.
  static func parse(_ url: String) -> Target? {
    guard url.hasPrefix("http://") else { return nil }
    let rest = url.dropFirst(7)
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2 else { return nil }
    guard let port = parts.count == 2 ? UInt16(parts[1]) : 80 else { return nil }
    let address = host == "localhost" ? "127.0.0.1" : String(host)
    var raw = in_addr()
    guard inet_pton(AF_INET, address, &raw) == 1 else { return nil }
    return Target(address: address, port: port, path: path.isEmpty ? "/" : String(path))
  }

  private static func ask(_ target: Target, _ question: HTTPCheck) -> String? {
    let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard connection >= 0 else { return "socket: " + String(cString: strerror(errno)) }
    defer { close(connection) }
    var limit = timeval(
      tv_sec: Int(question.withinSeconds),
      tv_usec: Int((question.withinSeconds.truncatingRemainder(dividingBy: 1)) * 1e6))
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = target.port.bigEndian
    inet_pton(AF_INET, target.address, &address.sin_addr)
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return "\(question.url): " + String(cString: strerror(errno)) }
    let request = "GET \(target.path) HTTP/1.1\r\nHost: \(target.address)\r\nConnection: close\r\n\r\n"
    guard request.withCString({ send(connection, $0, strlen($0), Int32(MSG_NOSIGNAL)) }) > 0 else {
      return "\(question.url): " + String(cString: strerror(errno))
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while answer.count < 1 << 16 {
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      answer.append(contentsOf: buffer[0..<count])
    }
    return judge(String(decoding: answer, as: UTF8.self), question)
  }

  /// `HTTP/1.1 200 OK` …
  static func judge(_ answer: String, _ question: HTTPCheck) -> String? {
    let words = answer.prefix { !$0.isNewline }.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
      return "\(question.url): no HTTP answer"
    }
    guard status == question.expectedStatus else {
      return "\(question.url): \(status), expected \(question.expectedStatus)"
    }
    if let text = question.contains, !answer.contains(text) { return "\(question.url): the body lacks \(text)" }
    return nil
  }
}
