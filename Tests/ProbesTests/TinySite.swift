import Host
import Glibc
import Testing

@testable import Probes

/// A site on a loopback port of its own that gives every caller the same answer, or none.
final class TinySite: Sendable {
  let port: Int
  private let listener: Int32
  private let state = Monitor(State())

  private struct State {
    var heldOpen: [Int32] = []
    var requests: [String] = []
    var hasEnded = false
    var isStopped = false
  }

  /// Answers with `answer` as it stands; `nil` accepts and says nothing.
  init(answer: String?) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
        bind(listener, place, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, place, &length) == 0
      }
    }
    try #require(isBound)
    port = Int(UInt16(bigEndian: address.sin_port))
    let state = state
    try #require(startThread { Self.serve(listener, answer, state) })
  }

  /// The requests so far, as they came.
  var requests: [String] { state.withLock { $0.requests } }

  /// How many callers are held without an answer.
  var connections: Int { state.withLock { $0.heldOpen.count } }

  /// Closes the port and every open connection; once, however often it is called: the number of a closed descriptor
  /// may be another test's by then.
  func stop() {
    let isFirst = state.withLock { state in
      defer { state.isStopped = true }
      return !state.isStopped
    }
    guard isFirst else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    _ = state.wait(seconds: 10) { $0.hasEnded }
    close(listener)
  }

  private static func serve(_ listener: Int32, _ answer: String?, _ state: Monitor<State>) {
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { break }
      guard let answer else {
        state.withLock { $0.heldOpen.append(connection) }
        continue
      }
      var request = [UInt8](repeating: 0, count: 4096)
      let count = read(connection, &request, request.count)
      if count > 0 {
        state.withLock { $0.requests.append(String(decoding: request[..<count], as: UTF8.self)) }
        var rest = ArraySlice(Array(answer.utf8))
        while !rest.isEmpty {
          let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
          guard sent > 0 else { break }
          rest = rest.dropFirst(sent)
        }
      }
      close(connection)
    }
    state.withLock { state in
      for connection in state.heldOpen { close(connection) }
      state.hasEnded = true
    }
    state.signal()
  }
}
