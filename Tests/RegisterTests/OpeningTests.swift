import GRDB
import Glibc
import Maintenance
import Testing

@testable import Register

struct OpeningTests {
  let folder = StateFolder()

  private func mode(_ name: String) -> UInt32 {
    var figures = stat()
    return stat(folder.file(name), &figures) == 0 ? figures.st_mode & 0o777 : 0
  }

  @Test func aNewRegisterIsItsOwnersAlone() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "x", at: noon)
    for name in ["register.sqlite", "register.sqlite-wal", "register.sqlite-shm", "register.anchors", "register.lock"] {
      #expect(mode(name) == 0o600, "\(name)")
    }
    #expect(register.opening == RegisterOpening())
    #expect(try register.verify().isOK)
  }

  @Test func theFolderIsMadeAndAnExistingFileIsClosedToOthers() throws {
    let inner = StateFolder()
    let path = inner.file("state")
    let register = try Register(folder: path) { noon }
    try register.close()
    chmod(path + "/register.sqlite", 0o644)
    try Register(folder: path) { noon }.close()
    var figures = stat()
    #expect(stat(path + "/register.sqlite", &figures) == 0 && figures.st_mode & 0o777 == 0o600)
  }

  @Test func everyCommitIsFlushed() throws {
    let register = try folder.register()
    let settings = try register.pool.writeWithoutTransaction { db in
      try ["synchronous", "journal_mode"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
    }
    #expect(settings == ["2", "wal"])
  }

  @Test func thereIsOneWriter() throws {
    let first = try folder.register()
    let fault = #expect(throws: RegisterError.self) { try folder.register() }
    #expect(fault?.kind == .locked)
    try first.close()
    #expect(throws: RegisterError.self) { try first.audit(by: alice, action: "late", target: "x", at: noon) }
    try folder.register().close()
  }

  @Test(arguments: ["/proc/self/vigie", "/dev/null/vigie", "/no/such/folder"])
  func aFolderThatCannotBeWrittenIsNamed(_ path: String) {
    let fault = #expect(throws: RegisterError.self) { _ = try Register(folder: path) { noon } }
    #expect(fault?.kind == .unwritableFolder)
    #expect(fault?.path == path)
    #expect(fault?.message.text(in: .english).contains("--state") == true)
  }

  @Test(arguments: ["garbage", "header", "middle", "directory-page"])
  func aCorruptFileIsKeptAside(_ damage: String) throws {
    let register = try folder.register()
    for number in 0..<300 { try register.audit(by: alice, action: "note", target: "\(number)", at: noon) }
    try register.close()
    let path = folder.file("register.sqlite")
    var bytes = readBytes(path)
    switch damage {
    case "garbage": bytes = Array("not a database, whatever its name says".utf8)
    case "header": bytes.replaceSubrange(0..<64, with: [UInt8](repeating: 0x55, count: 64))
    case "middle":
      bytes.replaceSubrange(8192..<bytes.count / 2, with: [UInt8](repeating: 0, count: bytes.count / 2 - 8192))
    default: bytes.replaceSubrange(100..<2000, with: [UInt8](repeating: 0xFF, count: 1900))
    }
    writeBytes(bytes, to: path)

    let again = try folder.register()
    let aside = try #require(again.openedAside)
    #expect(aside == folder.file("register.corrupt-20261122T120000Z.sqlite"))
    #expect(readBytes(aside) == bytes, "kept as it was found")
    #expect(folder.files.contains("register.corrupt-20261122T120000Z.anchors"))
    #expect(again.opening.keptAsideBecause?.missing == [])
    let first = try #require(try again.auditEntry(1))
    #expect(first.action == "register.kept-aside" && first.target == aside)
    #expect(try again.verify().isOK)
    try again.close()
    #expect(try folder.register().openedAside == nil)
  }

  @Test func twoCorruptFilesInOneSecondAreBothKept() throws {
    for ending in ["Z.sqlite", "Z-2.sqlite", "Z-3.sqlite"] {
      writeBytes(Array("garbage until \(ending)".utf8), to: folder.file("register.sqlite"))
      let aside = try #require(try folder.register().openedAside)
      #expect(aside.hasSuffix(ending))
      #expect(readText(aside) == "garbage until \(ending)")
    }
  }

  @Test func aDatabaseThatVanishesIsSaid() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "x", at: noon)
    try register.close()
    unlink(folder.file("register.sqlite"))
    let again = try folder.register()
    #expect(again.openedAside == folder.file("register.lost-20261122T120000Z.anchors"))
    #expect(try again.auditEntries().map(\.action) == ["register.kept-aside"])
    #expect(try again.verify().isOK)
  }

  @Test func aNewerSchemaIsRefusedAndLeftAlone() throws {
    try folder.register().close()
    try folder.tamper { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9 from the future')") }
    for open in [{ _ = try folder.register() }, { _ = try folder.reader() }] as [() throws -> Void] {
      let fault = #expect(throws: RegisterError.self) { try open() }
      #expect(fault?.kind == .newerSchema)
    }
    #expect(folder.files.filter { $0.contains("corrupt") } == [])
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAlone() throws {
    try folder.tamper { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
    let before = readBytes(folder.file("register.sqlite"))
    let fault = #expect(throws: RegisterError.self) { try folder.register() }
    #expect(fault?.kind == .foreign)
    #expect(readBytes(folder.file("register.sqlite")) == before)
    try folder.tamper { try $0.execute(sql: "INSERT INTO recipes VALUES ('bread')") }
    #expect(folder.files == ["register.lock", "register.sqlite"])
  }

  @Test func aReaderFindsNothingWhereNothingIs() {
    let fault = #expect(throws: RegisterError.self) { try folder.reader() }
    #expect(fault?.kind == .missing)
    #expect(folder.files == [])
  }

  @Test func aReaderWritesNothing() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "x", at: noon)
    try register.close()
    let before = ["register.sqlite", "register.anchors"].map { readBytes(folder.file($0)) }
    let reader = try folder.reader()
    #expect(try reader.verify().isOK)
    #expect(throws: RegisterError.self) {
      try reader.source.translating { try reader.source.database.read { try $0.execute(sql: "DELETE FROM meta") } }
    }
    #expect(["register.sqlite", "register.anchors"].map { readBytes(folder.file($0)) } == before)
  }

  @Test func aCleanCloseLeavesNoLogBehind() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "x", at: noon)
    try register.close()
    #expect(folder.files == ["register.anchors", "register.lock", "register.sqlite"])
  }

  @Test func everyFaultIsWordedInBothLanguages() {
    for kind in RegisterError.Kind.allCases {
      let message = RegisterError(kind, path: "/state", detail: "why").message
      #expect(message.missing.isEmpty)
      for language in Language.allCases {
        #expect(message.text(in: language).hasPrefix("/state"))
        #expect(message.text(in: language).hasSuffix("(why)"))
      }
    }
    for breach in Breach.allCases { #expect(breach.message(3, "x").missing.isEmpty) }
  }
}
