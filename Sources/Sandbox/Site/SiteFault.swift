import Host

/// Why the site does not run.
enum SiteFault: Error, Sendable, CustomStringConvertible {
  /// Another one does, for the same state folder.
  case alreadyRunning(pid: Int32?)
  /// Nobody can listen there.
  case cannotListen(port: Int, reason: String)
  case file(FileFault)

  var description: String {
    switch self {
    case .alreadyRunning(let pid): "already running" + (pid.map { " (pid \($0))" } ?? "")
    case .cannotListen(let port, let reason): "cannot listen on 127.0.0.1:\(port): \(reason)"
    case .file(let fault): fault.description
    }
  }
}
