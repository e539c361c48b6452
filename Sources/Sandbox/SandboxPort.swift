import Glibc
import Host

/// The port on which the sandbox's site listens: chosen once, kept in a file.
public enum SandboxPort {
  /// Below the ports that Linux gives to outgoing connections (32768 and up), so that none of those takes ours while
  /// the site is stopped; above those of well-known services.
  private static let range = 18_000..<28_000
  private static let attempts = 64

  /// The port of a state folder, chosen and kept when there is none yet.
  ///
  /// Another one is chosen when a stranger listens on the kept one, but never while the site runs (it is the site who
  /// listens) or an agent does (it has the kept one in its plan).
  public static func choose(state: StateFolder) throws(FileFault) -> Int {
    let folder = SandboxFolder(state)
    // Asked before it is read: one that another process publishes meanwhile must not be replaced. A file without a
    // port in it is nobody's.
    let isThere = FileSystem.exists(folder.port)
    guard let port = kept(folder) else { return try chooseNew(folder, replacing: isThere) }
    if isFree(port) || FileLock.isHeld(folder.siteLock) || FileLock.isHeld(state.agentLock) { return port }
    return try chooseNew(folder, replacing: true)
  }

  private static func kept(_ folder: SandboxFolder) -> Int? {
    guard let content = try? FileSystem.read(folder.port, limit: 16),
      let port = Int(String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)),
      (1024...65535).contains(port)
    else { return nil }
    return port
  }

  /// Of two processes that choose at once, the first to publish its file wins, and both answer its port.
  private static func chooseNew(_ folder: SandboxFolder, replacing: Bool) throws(FileFault) -> Int {
    try FileSystem.makeFolder(folder.run)
    let port = (0..<attempts).lazy.map { _ in Int.random(in: range) }.first(where: isFree)
    guard let port else { throw FileFault("bind", "127.0.0.1", code: EADDRINUSE) }
    let draft = folder.port + ".draft-\(getpid())-\(port)"
    try write(draft, Array("\(port)\n".utf8))
    if replacing {
      try FileSystem.rename(draft, to: folder.port)
      return port
    }
    let isFirst = link(draft, folder.port) == 0
    let reason = errno
    try FileSystem.removeFile(draft)
    if isFirst { return port }
    guard reason == EEXIST, let other = kept(folder) else { throw FileFault("link", folder.port, code: reason) }
    return other
  }

  /// Writes a new file without making it durable, which costs more than a start may: a port that is lost is chosen anew.
  private static func write(_ path: String, _ content: [UInt8]) throws(FileFault) {
    unlink(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileFault("open", path, code: errno) }
    defer { close(file) }
    try FileSystem.write(file, content, path: path)
  }

  /// Whether nobody listens on a port of the loopback address, asked the way the site will ask.
  static func isFree(_ port: Int) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr = in_addr(s_addr: UInt32(INADDR_LOOPBACK).bigEndian)
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
