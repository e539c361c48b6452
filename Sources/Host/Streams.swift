import CKernel
import Glibc

/// The open files that one program of a pipeline starts with. The runner closes them when the program has them.
struct Streams: Sendable {
  var input: Int32
  /// `nil`: captured.
  var output: Int32?
  /// Where we read what the program says, when a sink takes it. Whoever reads it closes it.
  var sink: Int32?
  /// Where we pass it on to the next program, when the sink only looks at what passes. Whoever writes it closes it.
  var relay: Int32?

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
          let file = try Streams.input(of: command)
          opened.append(file)
          input = file
        }
        var output: Int32?
        var sink: Int32?
        var relay: Int32?
        if index < commands.count - 1 {
          var ends: [Int32] = [-1, -1]
          guard vigie_pipe(&ends) == 0 else { throw FileFault.last("pipe", command.executable) }
          opened += ends
          upstream = ends[0]
          output = ends[1]
          if command.outputSink != nil {
            guard let pipe = PipeEnds() else { throw FileFault.last("pipe", command.executable) }
            opened += [pipe.reading, pipe.writing]
            (sink, output, relay) = (pipe.reading, pipe.writing, ends[1])
          }
        } else if let path = command.outputFile {
          let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
          guard file >= 0 else { throw FileFault.last("open", path) }
          opened.append(file)
          output = file
        } else if command.outputSink != nil {
          guard let pipe = PipeEnds() else { throw FileFault.last("pipe", command.executable) }
          opened += [pipe.reading, pipe.writing]
          (sink, output) = (pipe.reading, pipe.writing)
        }
        if let input { streams.append(Streams(input: input, output: output, sink: sink, relay: relay)) }
      }
      return streams
    } catch {
      for file in opened { close(file) }
      throw .notStarted(commands.first?.executable ?? "", detail: error.description)
    }
  }

  /// A text is held in memory that has no name: neither a file that somebody may read nor a pipe that somebody must fill
  /// (memfd_create(2)).
  private static func input(of command: Command) throws(FileFault) -> Int32 {
    guard let text = command.inputText else {
      let path = command.inputFile ?? "/dev/null"
      let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { throw FileFault.last("open", path) }
      return file
    }
    let file = vigie_memory_file("input")
    guard file >= 0 else { throw FileFault.last("memfd_create", command.executable) }
    do throws(FileFault) {
      try FileSystem.write(file, Array(text.utf8), path: command.executable)
    } catch {
      close(file)
      throw error
    }
    guard lseek(file, 0, SEEK_SET) == 0 else {
      let fault = FileFault.last("lseek", command.executable)
      close(file)
      throw fault
    }
    return file
  }
}
