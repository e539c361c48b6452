import Glibc
import TestSupport
import Testing

@testable import Host

@Suite struct FileSystemTests {
  let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  @Test func aFileIsWrittenWholeWithItsModeAndReplaced() throws {
    let path = folder.path + "/a"
    try FileSystem.writeAtomically(path, Array("one".utf8))
    try FileSystem.writeAtomically(path, Array("two".utf8))
    #expect(try FileSystem.read(path) == Array("two".utf8))
    #expect(FileSystem.facts(path)?.mode == 0o600)
    #expect(try FileSystem.names(in: folder.path) == ["a"])
    #expect(throws: FileFault("read", path, code: EFBIG)) { _ = try FileSystem.read(path, limit: 2) }
    #expect(throws: FileFault("open", folder.path + "/none", code: ENOENT)) {
      _ = try FileSystem.read(folder.path + "/none")
    }
  }

  @Test func treesAreMadeWalkedAndRemovedWithoutFollowingLinks() throws {
    let outside = try TemporaryFolder()
    try outside.write("keep", "x")
    let root = folder.path + "/tree"
    try FileSystem.makeFolder(root + "/b/c")
    try folder.write("tree/b/c/f", "12")
    symlink(outside.path, root + "/link")
    chmod(root + "/b", 0o500)
    var kinds: [String: Int] = [:]
    try FileSystem.walk(root) { _, facts in kinds[facts.kind.rawValue, default: 0] += 1 }
    #expect(kinds == ["folder": 3, "file": 1, "link": 1])
    try FileSystem.syncFileSystem(of: root)
    try FileSystem.removeTree(root)
    #expect(!FileSystem.exists(root))
    #expect(FileSystem.exists(outside.path + "/keep"))
    try FileSystem.removeTree(root)
  }

  @Test func aFileInTheWayOfAFolderIsNamed() throws {
    let path = try folder.write("f", "")
    #expect(throws: FileFault("mkdir", path, code: ENOTDIR)) { try FileSystem.makeFolder(path) }
  }

  @Test func freeRoomIsThatOfTheNearestFolder() {
    #expect(FileSystem.freeBytes(folder.path) == FileSystem.freeBytes(folder.path + "/no/such/folder"))
    #expect((FileSystem.freeBytes("/") ?? 0) > 0)
  }

  @Test func aLockIsHeldByOneAndFreedWithItsValue() throws {
    let path = folder.path + "/l"
    #expect(!FileLock.isHeld(path))
    var lock: FileLock? = try FileLock.take(path)
    #expect(lock != nil)
    #expect(try FileLock.take(path) == nil)
    #expect(FileLock.isHeld(path))
    #expect(FileLock.holder(path) == getpid())
    lock = nil
    #expect(!FileLock.isHeld(path))
    #expect(FileLock.holder(path) == nil)
    #expect(try FileLock.take(path) != nil)
  }

  @Test func lockNamesAreSafeAndDistinct() {
    let state = StateFolder("/s/")
    #expect(state.lock("database:main") == "/s/locks/database:main.lock")
    #expect(state.lock("../x/é") == "/s/locks/..%2fx%2f%c3%a9.lock")
    #expect(state.lock("a%2f") != state.lock("a/"))
  }

  @Test func processFactsAreParsedWhateverTheName() throws {
    let stat = "42 (a) b (c)) S " + (0..<18).map { String($0) }.joined(separator: " ") + " 987654 1"
    let facts = try #require(
      ProcessFacts.parse(pid: 42, stat: Array(stat.utf8), commandLine: Array("sh\0-c\0\0".utf8)))
    #expect(facts == ProcessFacts(pid: 42, state: "S", startTicks: 987_654, arguments: ["sh", "-c", ""]))
    #expect(ProcessFacts.parse(pid: 1, stat: Array("1 (x S".utf8), commandLine: []) == nil)
    #expect(ProcessFacts.parse(pid: 1, stat: Array("1 (x) S 1 2".utf8), commandLine: []) == nil)
    let own = try #require(ProcessFacts.read(pid: getpid(), roots: Roots()))
    #expect(own.isAlive && !own.arguments.isEmpty)
  }

  @Test func whatIsKeptOfAStreamIsBounded() {
    var first = CapturedBytes(keeping: .first, limit: 4)
    var last = CapturedBytes(keeping: .last, limit: 4)
    for piece in ["ab", "cde", "fghijklm", "n"] {
      Array(piece.utf8).withUnsafeBytes {
        first.append($0)
        last.append($0)
      }
    }
    first.finish()
    last.finish()
    #expect(String(decoding: first.bytes, as: UTF8.self) == "abcd")
    #expect(String(decoding: last.bytes, as: UTF8.self) == "klmn")
    #expect(first.isTruncated && last.isTruncated)
  }
}
