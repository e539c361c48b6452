/// How a command ended and what it said.
public struct CommandResult: Sendable, Hashable {
  /// How a process ends.
  public enum Ending: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
  }

  public var ending: Ending
  /// Captured standard output, at most ``Command/captureLimit`` bytes; empty when it went into a file or a pipe.
  public var output: [UInt8]
  /// The last bytes of standard error, at most ``Command/captureLimit``.
  public var errorOutput: [UInt8]
  /// Whether output was dropped because it passed the limit.
  public var isTruncated: Bool

  /// A result.
  public init(ending: Ending, output: [UInt8] = [], errorOutput: [UInt8] = [], isTruncated: Bool = false) {
    self.ending = ending
    self.output = output
    self.errorOutput = errorOutput
    self.isTruncated = isTruncated
  }

  /// Whether it exited with 0.
  public var isSuccess: Bool { ending == .exited(0) }

  /// The status as a shell reports it.
  public var shellStatus: Int32 {
    switch ending {
    case .exited(let status): status
    case .signalled(let signal): 128 + signal
    }
  }

  /// Standard output as text, invalid bytes replaced.
  public var text: String { String(decoding: output, as: UTF8.self) }
  /// Standard error as text, invalid bytes replaced.
  public var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}
