import Glibc
import Host
import Testing

@Suite struct FileReaderTests {
  @Test func readsWholePseudoFilesThatAreLongerThanTheBuffer() throws {
    var reader = FileReader(capacity: 64)
    let whole = Array(try reader.read("/proc/meminfo"))
    #expect(whole.count > 64)
    #expect(whole.last == 0x0A)
    let name = Array(try reader.read("/proc/self/comm", inOneRead: true))
    #expect((2...16).contains(name.count), "the file before leaves nothing behind")
  }

  @Test func aFileWithoutAnEndIsTooLarge() {
    var reader = FileReader()
    #expect(throws: FileError(path: "/dev/zero", code: EFBIG)) { _ = try reader.read("/dev/zero", limit: 100_000) }
  }

  @Test func errorsNameThePath() {
    var reader = FileReader()
    let error = #expect(throws: FileError.self) { _ = try reader.read("/nonexistent/file") }
    #expect(error?.description == "/nonexistent/file: No such file or directory")
    #expect(throws: FileError(path: "/proc", code: EISDIR)) { _ = try reader.read("/proc") }
  }

  @Test func aFolderHeldOpen() throws {
    let folder = try OpenFolder("/proc")
    #expect(try folder.numericNames().contains(getpid()))
    var reader = FileReader()
    #expect(try !reader.read("self/stat", at: folder.descriptor).isEmpty)
    // A second walk begins at the start again.
    #expect(try folder.numericNames().contains(getpid()))
  }

  @Test func whatIsNoFolder() {
    let error = #expect(throws: FileError.self) { _ = try OpenFolder("/proc/stat").descriptor }
    #expect(error?.code == ENOTDIR)
  }
}
