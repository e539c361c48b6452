import Glibc
import Host
import Synchronization

/// Drives a program in a real terminal: a tmux server of its own, keys sent to its one pane, and its screen read as text.
/// Nothing is waited for by time: a wait ends when the screen shows what it is to show, or fails at its limit.
public final class TmuxPilot: Sendable {
  /// A screen that did not come, with the last one that was there.
  public struct NotShown: Error, CustomStringConvertible {
    public let description: String
  }

  private let socket: String
  private let runner = SubprocessRunner(home: "/")

  private static let opened = Mutex(0)

  /// A pilot whose server listens in `folder`; the path must be short, as every socket's. Each has a socket of its own: a
  /// server whose last pane has just closed is on its way out, and would take a new one's greeting with it.
  public init(folder: String, name: String = "tmux") {
    let number = Self.opened.withLock { count in
      count += 1
      return count
    }
    socket = folder + "/" + name + String(number)
  }

  /// Starts the server with one pane that runs a program.
  public func open(_ program: String, columns: Int = 80, rows: Int = 24) async throws {
    try await tmux([
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", program,
    ])
  }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `2`, `C-c`.
  public func press(_ keys: String...) async throws { try await tmux(["send-keys", "-t", ":"] + keys) }

  /// Presses many keys at once.
  public func press(_ keys: [String]) async throws { try await tmux(["send-keys", "-t", ":"] + keys) }

  /// Types a text, letter by letter.
  public func type(_ text: String) async throws { try await tmux(["send-keys", "-t", ":", "-l", text]) }

  /// The screen as it stands, a line for each row.
  public func screen() async throws -> String { try await tmux(["capture-pane", "-p", "-t", ":"]) }

  /// Waits until the screen holds, and answers it.
  @discardableResult
  public func until(
    _ what: String, withinSeconds limit: Double = 30, _ holds: (String) -> Bool
  ) async throws -> String {
    var last = ""
    let came = try await eventually(withinSeconds: limit) {
      last = try await screen()
      return holds(last)
    }
    guard came else { throw NotShown(description: "never shown: \(what). The last screen:\n\(last)") }
    return last
  }

  /// Waits until every text stands on the screen.
  @discardableResult
  public func until(shows texts: String..., withinSeconds limit: Double = 30) async throws -> String {
    try await until(texts.joined(separator: ", "), withinSeconds: limit) { screen in
      texts.allSatisfy { screen.contains($0) }
    }
  }

  /// Gives the window another extent, and waits until the program's terminal has it: tmux tells of many changes late,
  /// and only of the last.
  public func resizeUntilTold(columns: Int, rows: Int) async throws {
    try await resize(columns: columns, rows: rows)
    let path = try await tmux(["display-message", "-p", "-t", ":", "#{pane_tty}"])
    let terminal = Glibc.open(String(path.prefix { !$0.isNewline }), O_RDONLY | O_NOCTTY | O_CLOEXEC)
    defer { Glibc.close(terminal) }
    var extent = winsize()
    let isTold = await eventually {
      ioctl(terminal, UInt(TIOCGWINSZ), &extent) == 0
        && (extent.ws_col, extent.ws_row) == (UInt16(columns), UInt16(rows))
    }
    guard isTold else { throw NotShown(description: "tmux keeps \(columns)×\(rows) to itself: \(extent)") }
  }

  /// Gives the window another extent.
  public func resize(columns: Int, rows: Int) async throws {
    try await tmux(["resize-window", "-t", ":", "-x", "\(columns)", "-y", "\(rows)"])
  }

  /// Takes the terminal away from under the program.
  public func killPane() async throws { try await tmux(["kill-pane", "-t", ":"]) }

  /// Ends the server and with it the pane; harmless when it has ended.
  public func close() async { _ = try? await tmux(["kill-server"]) }

  @discardableResult
  private func tmux(_ arguments: [String]) async throws -> String {
    let result = try await runner.run(Command("tmux", ["-S", socket] + arguments, limitSeconds: 20))
    guard result.isSuccess else {
      throw NotShown(description: "tmux \(arguments.joined(separator: " ")): \(result.errorText)")
    }
    return result.text
  }
}
