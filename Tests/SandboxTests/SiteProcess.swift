import Glibc
import Host
import TestSupport
import Testing

/// The site as a process of its own, on a state folder of a test.
final class SiteProcess: Sendable {
  let handle: ProcessHandle
  let log: String
  private let status = StatusBox()

  /// The program that runs the site, beside the tests.
  static var program: String {
    // The tests are run by a tool of the toolchain, or by a program of their own: the bundle's path is an argument then.
    let own = realpath("/proc/self/exe", nil)
    defer { free(own) }
    let folders =
      CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map(FileSystem.parent) + [
        own.map { FileSystem.parent(of: String(cString: $0)) } ?? "."
      ]
    return folders.map { $0 + "/SiteProbe" }.first(where: FileSystem.exists) ?? "SiteProbe"
  }

  /// Starts the site; `beat` and `lone` are in seconds.
  init(_ state: StateFolder, beat: Double = 15, lone: Double = 600) async throws {
    log = state.path + "/site-output"
    try FileSystem.makeFolder(state.path)
    let status = status
    let pid = try DetachedProgram(
      [Self.program, "sandbox-site", "--state", state.path, "--beat", "\(beat)", "--lone", "\(lone)"], logFile: log
    ).launch { status.set($0) }
    handle = try #require(ProcessHandle(pid: pid))
  }

  deinit { handle.signal(SIGKILL) }

  /// What it has said.
  var output: String { (try? FileSystem.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? "" }

  /// Its exit status, when it has ended in time.
  func end(after signal: Int32? = nil) async -> Int32? {
    if let signal { handle.signal(signal) }
    _ = await eventually { status.get() != nil }
    return status.get()
  }
}
