import CKernel
import Glibc

/// The open files that one program of a pipeline starts with. The runner closes them when the program has them.
struct Streams: Sendable {
  var input: Int32
  /// `nil`: captured.
  var output: Int32?

  /// Opens the files and pipes of a whole pipeline; on failure none is left open.
  static func open(for commands: [Command]) throws(CommandError) -> [Streams] {
    var opened: [Int32] = []
    var streams: [Streams] = []
    var upstream: Int32?
    do throws(FileFault) {
      for (index, command) in commands.enumerated() {
        var input = upstream
        upstream = nil
        if input == nil {
          let file = Glibc.open(command.inputFile ?? "/dev/null", O_RDONLY | O_CLOEXEC)
          guard file >= 0 else { throw FileFault.last("open", command.inputFile ?? "/dev/null") }
          opened.append(file)
          input = file
        }
        var output: Int32?
        if index < commands.count - 1 {
          var ends: [Int32] = [-1, -1]
          guard vigie_pipe(&ends) == 0 else { throw FileFault.last("pipe", command.executable) }
          opened += ends
          upstream = ends[0]
          output = ends[1]
        } else if let path = command.outputFile {
          let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
          guard file >= 0 else { throw FileFault.last("open", path) }
          opened.append(file)
          output = file
        }
        if let input { streams.append(Streams(input: input, output: output)) }
      }
      return streams
    } catch {
      for file in opened { close(file) }
      throw .notStarted(commands.first?.executable ?? "", detail: error.description)
    }
  }
}
