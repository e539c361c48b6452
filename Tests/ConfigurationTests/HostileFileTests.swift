import Configuration
import FoundationEssentials
import Glibc
import Maintenance
import Testing

@Suite struct HostileFileTests {
  static func errors(_ bytes: [UInt8]) -> [PlanFault] {
    do {
      _ = try PlanLoader.load(bytes: bytes, file: "p.yaml")
      return []
    } catch {
      return error.faults
    }
  }

  static let head = "application: A\ntimezone: UTC\n"

  @Test func aFileOfMoreThanAMebibyteIsRefused() {
    let text = Self.head + "#" + String(repeating: "x", count: 1 << 20)
    #expect(
      Self.errors(Array(text.utf8)).map(\.message.english) == ["the file has 1048606 bytes; at most 1048576 are read"])
    let fits = Self.head + "#" + String(repeating: "x", count: (1 << 20) - 30)
    #expect(fits.utf8.count == 1 << 20)
    #expect(Self.errors(Array(fits.utf8)).isEmpty)
    #expect(throws: PlanFaults.self) { try PlanLoader.load(yaml: text, file: "p.yaml") }
  }

  @Test(
    arguments: [
      ([0xFF], "1:3"), ([0xC3], "1:3"), ([0x0A, 0xC3, 0xA9, 0xE2, 0x82], "2:2"), ([0xED, 0xA0, 0x80], "1:3"),
      ([0xC0, 0x80], "1:3"),
    ] as [([UInt8], String)])
  func bytesThatAreNotUTF8HaveAPlace(bytes: [UInt8], place: String) throws {
    let fault = try #require(Self.errors(Array("#x".utf8) + bytes).first)
    #expect(fault.message.english == "a byte that is not UTF-8")
    #expect("\(fault.line):\(fault.column)" == place)
  }

  @Test func aTreeThatDoublesWithEveryLineIsRefusedAtOnce() {
    var text = Self.head + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let list = [String](repeating: "*a\(level - 1)", count: 3).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(list)]\n"
    }
    let faults = Self.errors(Array(text.utf8))
    #expect(faults.contains { $0.message.english?.contains("YAML anchor or alias “a0”") ?? false })
    #expect(faults.count < 60)
    #expect(faults.allSatisfy { $0.message.english?.hasPrefix("YAML anchor or alias") ?? false })
  }

  @Test func keysMadeOfAliasesAreNotEvenParsed() {
    var text = Self.head + "a0: &a0 [x]\n"
    for level in 1...40 {
      text += "a\(level): &a\(level) {? *a\(level - 1) : 1, ? [*a\(level - 1), *a\(level - 1)] : 2}\n"
    }
    #expect(Self.errors(Array(text.utf8)).map(\.message.english) == ["120 YAML aliases (*name); plans have none"])
  }

  @Test(arguments: ["[", "{", "- ", "? ", "{a: "])
  func deepNestingEnds(opener: String) {
    let text = Self.head + "stores:\n  " + String(repeating: opener, count: 50_000)
    #expect(!Self.errors(Array(text.utf8)).isEmpty)
  }

  @Test func nestingThatIsAllowedIsRead() {
    let text = Self.head + "spool: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    #expect(Self.errors(Array(text.utf8)).isEmpty)
  }

  @Test func aThousandKeysThatStandTwiceEnd() {
    let text = Self.head + "stores:\n" + (0..<1000).map { "  k\($0): 1\n  k\($0): 2\n" }.joined()
    let faults = Self.errors(Array(text.utf8))
    #expect(faults.contains { $0.message.english?.contains("key given more than once") ?? false })
    #expect(faults.count == 1)
  }

  @Test func threeOfAKeyAreTwoFaults() {
    let text = Self.head + "\"logs\": {}\nlogs: {}\nlogs: {a: x}\n"
    #expect(
      Self.errors(Array(text.utf8)).map(\.message.english) == [
        "key “logs” given twice, here and on line 5", "key “logs” given twice, here and on line 5",
        "found “x”; expected an absolute path, beginning with /",
      ])
  }

  @Test func messagesHoldNoControlCharacters() {
    let text = Self.head + "\"\\e[31mred\": 1\nlanguage: \"\\e]0;title\\a\"\nproduction: \"\\u202Eeslaf\"\n"
    let faults = Self.errors(Array(text.utf8))
    #expect(faults.count == 3)
    for fault in faults {
      for language in Language.allCases {
        let shown = fault.text(in: language)
        #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
      }
    }
  }

  @Test func controlCharactersInTextsAreRefused() {
    let text = "application: \"A\\e[2J\"\ntimezone: UTC\n"
    #expect(Self.errors(Array(text.utf8)).map(\.message.english) == ["found “A\\u{1B}[2J”; expected a text"])
  }

  /// Whatever the bytes, the loader ends with a plan or with faults that have a place in the file.
  @Test func brokenCopiesOfThePlanNeverCrash() throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let bytes = try TestFiles.read("/\(root)/plans/nationsounds.yaml")
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "\n", "\t", "  ", ": ", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "|", ">", "#", "!", "%", "?", "\0", "é",
    ]
    for _ in 0..<100 {
      var broken = bytes
      for _ in 0...random(4) {
        let index = random(broken.count)
        if random(3) == 0 {
          broken.removeSubrange(index..<min(broken.count, index + random(40)))
        } else {
          broken.insert(contentsOf: Array(pieces[random(pieces.count)].utf8), at: index)
        }
      }
      let lines = broken.count { $0 == 0x0A }
      let misplaced = Self.errors(broken).filter { fault in
        fault.line < 1 || fault.column < 1 || fault.line > lines + 2 || !fault.message.missing.isEmpty
      }
      #expect(misplaced.isEmpty)
    }
  }
}

@Suite struct PlanOwnershipTests {
  @Test(
    arguments: [
      (0o100644, 0, 1000, true), (0o100600, 1000, 1000, true), (0o100444, 1000, 1000, true),
      (0o100644, 1001, 1000, false),
      (0o100664, 1000, 1000, false), (0o100646, 0, 0, false), (0o100666, 0, 1000, false), (0o100644, 1000, 0, false),
      (0o100620, 0, 0, false), (0o100602, 0, 0, false),
    ] as [(UInt32, UInt32, UInt32, Bool)])
  func onlyRootOrTheUserMayWrite(mode: UInt32, owner: UInt32, uid: UInt32, accepted: Bool) {
    let fault = PlanOwnership.fault(file: "p.yaml", mode: mode, owner: owner, uid: uid)
    #expect((fault == nil) == accepted)
    if let fault { #expect(fault.grade == .error && fault.message.missing.isEmpty) }
  }

  @Test func saysWhatIsWrong() {
    #expect(
      PlanOwnership.fault(file: "p.yaml", mode: 0o100664, owner: 0, uid: 0)?.text(in: .english)
        == "p.yaml:1:1: error: others than the owner may write the file (mode 664); expected chmod go-w")
  }

  /// Runs `body` with a new folder, which is removed afterwards.
  func withFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/vigie-plan-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    let folder = try #require(made)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
    #expect(chmod(path, mode) == 0)
  }

  func message(_ path: String) -> String? {
    do {
      _ = try PlanFile.load(path: path)
      return nil
    } catch {
      return error.faults.first?.message.english
    }
  }

  @Test func readsAFileAndRefusesOneThatOthersMayWrite() throws {
    try withFolder { folder in
      let path = folder + "/plan.yaml"
      try write(HostileFileTests.head, to: path)
      #expect(try PlanFile.load(path: path).plan.application == "A")
      #expect(chmod(path, 0o622) == 0)
      #expect(message(path) == "others than the owner may write the file (mode 622); expected chmod go-w")
    }
  }

  @Test func whatIsNoFileDoesNotHoldTheStart() throws {
    try withFolder { folder in
      #expect(message(folder) == "this is not a file")
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(message(folder + "/pipe") == "this is not a file")
      #expect(message(folder + "/none") == "cannot be read: No such file or directory")
      #expect(message("/dev/zero") == "this is not a file")
    }
  }

  @Test func aFileThatIsTooLongIsNotReadToItsEnd() throws {
    try withFolder { folder in
      let path = folder + "/plan.yaml"
      try write(String(repeating: "#", count: 3 << 20), to: path)
      #expect(message(path)?.hasSuffix("at most 1048576 are read") ?? false)
    }
  }
}
