import Glibc
import Host
import TestSupport
import Testing

/// The dashboard in a terminal of its own, with the modes of the terminal before and after it.
final class Screen: Sendable {
  let pilot: TmuxPilot
  private let base: String

  /// Runs `vigie` with these arguments in a terminal while the body runs.
  ///
  /// - Parameters:
  ///   - environment: `sh` assignments that the program is started with; the locale's variables are empty otherwise.
  ///   - user: whom it runs as.
  static func with(
    _ station: Station, _ arguments: [String] = [], environment: String = "LANG=C.UTF-8", columns: Int = 80,
    rows: Int = 24, name: String = "t", by user: UnixUser? = nil, _ body: (Screen) async throws -> Void
  ) async throws {
    let screen = try Screen(station, arguments, environment, name, user)
    try await screen.pilot.open(screen.base + ".sh", columns: columns, rows: rows)
    do { try await body(screen) } catch {
      await screen.pilot.close()
      throw error
    }
    await screen.pilot.close()
  }

  private init(_ station: Station, _ arguments: [String], _ environment: String, _ name: String, _ user: UnixUser?)
    throws
  {
    base = station.folder.path + "/" + name
    pilot = TmuxPilot(folder: station.folder.path, name: name)
    let words =
      (user?.prefix ?? []) + [user == nil ? station.program : station.publicProgram] + arguments + [
        "--state", station.state.path,
      ]
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    try station.folder.write(
      name + ".sh",
      """
      #!/bin/sh
      unset LC_ALL LC_MESSAGES
      stty -a > '\(base).before'
      \(environment) sh -c 'echo $$ > "$0.pid"; exec "$@"' '\(base)' \(line) 2> '\(base).err'
      status=$?
      stty -a > '\(base).after'
      echo $status > '\(base).status'
      exec sleep 600

      """)
    guard chmod(base + ".sh", 0o700) == 0 else { throw FileFault("chmod", base, code: errno) }
  }

  /// The dashboard's pid.
  func pid() async throws -> Int32 {
    var found: Int32?
    _ = await eventually {
      found = Int32(text("pid").prefix { $0.isNumber })
      return found != nil
    }
    return try #require(found)
  }

  /// Waits until the program has ended; its exit status.
  func status() async throws -> Int32 {
    var found: Int32?
    let ended = await eventually(withinSeconds: 30) {
      found = Int32(text("status").prefix { $0.isNumber })
      return found != nil
    }
    if !ended { Issue.record("the program does not end; its screen:\n\(try await pilot.screen())") }
    return try #require(found)
  }

  /// What the program said on its standard error.
  var errors: String { text("err") }

  /// Whether the modes of the terminal are what they were before the program.
  func expectTerminalUntouched(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(text("before").contains("echo"), sourceLocation: sourceLocation)
    #expect(text("before") == text("after"), sourceLocation: sourceLocation)
  }

  private func text(_ ending: String) -> String {
    (try? FileSystem.read(base + "." + ending)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
