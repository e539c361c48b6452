import Host
import TestSupport
import Testing

@testable import Operations

@Suite struct SwapTests {
  let folder: TemporaryFolder
  let swap: Swap

  init() throws {
    folder = try TemporaryFolder()
    swap = Swap(
      incoming: folder.path + "/new", live: folder.path + "/live", kept: folder.path + "/kept",
      stray: folder.path + "/stray", companions: ["-wal"])
  }

  private func content() throws -> [String: String] {
    var content: [String: String] = [:]
    for name in try FileSystem.names(in: folder.path) {
      content[name] = String(decoding: try FileSystem.read(folder.path + "/" + name), as: UTF8.self)
    }
    return content
  }

  /// The states that a swap goes through, one rename after another: from each it ends in the same one.
  @Test(arguments: [
    ["new": "N", "live": "L", "live-wal": "W"], ["new": "N", "kept": "L", "live-wal": "W"],
    ["new": "N", "kept": "L", "kept-wal": "W"], ["live": "N", "kept": "L", "kept-wal": "W"],
  ]) func itEndsTheSameFromEveryPoint(_ state: [String: String]) throws {
    for (name, text) in state { try folder.write(name, text) }
    try swap.perform()
    #expect(try content() == ["live": "N", "kept": "L", "kept-wal": "W"])
    try swap.perform()
    #expect(try content() == ["live": "N", "kept": "L", "kept-wal": "W"])
  }

  @Test(arguments: [
    ["new": "N", "new-wal": "W", "live": "L"], ["new": "N", "new-wal": "W", "kept": "L"],
    ["live": "N", "new-wal": "W", "kept": "L"],
  ]) func theIncomingOnesCompanionComesToo(_ state: [String: String]) throws {
    for (name, text) in state { try folder.write(name, text) }
    try swap.perform()
    #expect(try content() == ["live": "N", "live-wal": "W", "kept": "L"])
  }

  @Test func withoutALiveOneNothingIsKept() throws {
    try folder.write("new", "N")
    try swap.perform()
    #expect(try content() == ["live": "N"])
  }

  @Test func theLogOfAVanishedDatabaseIsNotPlayedIntoTheNewOne() throws {
    try folder.write("new", "N")
    try folder.write("live-wal", "W")
    try swap.perform()
    #expect(try content() == ["live": "N", "stray-1-wal": "W"])
  }

  @Test func whatHasAppearedMeanwhileIsNotOverwritten() throws {
    for (name, text) in ["new": "N", "live": "X", "kept": "L"] { try folder.write(name, text) }
    try swap.perform()
    #expect(try content() == ["live": "N", "kept": "L", "stray-1": "X"])
  }

  @Test func withNeitherItIsAFault() {
    #expect(throws: FileFault.self) { try swap.perform() }
  }
}
