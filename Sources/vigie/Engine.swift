import Clients
import Glibc

/// The engine's program, beside this one.
enum Engine {
  /// Becomes the engine, with the same arguments.
  static func replaceThisProcess(arguments: [String]) -> Never {
    let program = Surroundings.enginePath
    var argv = ([program] + arguments).map { strdup($0) }
    argv.append(nil)
    execv(program, argv)
    let reason = String(cString: strerror(errno))
    let text = "vigie: \(program): \(reason); it belongs beside vigie, install both\n"
    _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    exit(71)
  }
}
