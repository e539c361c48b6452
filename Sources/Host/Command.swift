/// A program to run: always an argument array, never a shell string.
public struct Command: Sendable, Hashable {
  /// A name looked up in the runner's safe path, or an absolute path.
  public var executable: String
  public var arguments: [String]
  /// Variables added to the runner's clean environment (`PATH`, `LC_ALL=C.UTF-8`, `TZ=UTC`, `HOME`). Never a secret.
  public var environment: [String: String]
  public var workingDirectory: String?
  /// A file that becomes the standard input; nothing otherwise.
  public var inputFile: String?
  /// A text that becomes the standard input, however long: one argument holds 128 KiB at most (execve(2)).
  public var inputText: String?
  /// A file that takes the standard output, created new with mode 0600; captured otherwise.
  public var outputFile: String?
  /// What takes the standard output piece by piece; captured, or into a file, otherwise. Within a pipeline it sees what passes to
  /// the next program.
  public var outputSink: OutputSink?
  /// How long it may run before its whole process group is ended.
  public var limitSeconds: Double
  /// How many bytes of captured output are kept; what comes after is read and counted, not kept.
  public var captureLimit: Int

  /// A program and its arguments.
  public init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String? = nil, inputFile: String? = nil, inputText: String? = nil, outputFile: String? = nil,
    outputSink: OutputSink? = nil, limitSeconds: Double = 60, captureLimit: Int = 1 << 20
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.inputFile = inputFile
    self.inputText = inputText
    self.outputFile = outputFile
    self.outputSink = outputSink
    self.limitSeconds = limitSeconds
    self.captureLimit = captureLimit
  }

  /// The command as a person would type it: quoted for a POSIX shell. For the eye only; nothing ever runs this text.
  public var display: String {
    let words = ([executable] + arguments).map(Command.quoted).joined(separator: " ")
    let input =
      inputFile.map { " < " + Command.quoted($0) } ?? inputText.map { " <<< " + Command.quoted(Command.short($0)) }
      ?? ""
    let output = outputFile.map { " > " + Command.quoted($0) } ?? ""
    return words + input + output
  }

  /// A text that is longer than anybody reads, by its beginning.
  private static func short(_ text: String) -> String {
    let limit = 1000
    return text.utf8.count <= limit ? text : text.prefix(limit) + " …"
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "@%_-+=:,./".utf8.contains(byte)
    }
    return plain && !word.isEmpty
      ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
  }
}
