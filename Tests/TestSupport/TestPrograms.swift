import Glibc
import Host

/// The programs that are built for the tests, beside the test bundle.
public enum TestPrograms {
  /// The worker as a program of its own, which can be made to kill itself.
  public static func worker() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer[0..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let program = FileSystem.parent(of: own) + "/TestWorker"
    guard SafePath.find(program) != nil else { throw FileFault("exec", program, code: ENOENT) }
    return program
  }
}
