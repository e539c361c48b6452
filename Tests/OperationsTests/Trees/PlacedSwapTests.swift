import Host
import TestSupport
import Testing

@testable import Operations

/// A swap within folders that stay is finished, or taken back, from every point at which it may be interrupted.
@Suite struct PlacedSwapTests {
  let folder: TemporaryFolder
  let swap: PlacedSwap

  init() throws {
    folder = try TemporaryFolder()
    let base = folder.path
    for (name, text) in [
      "live/a": "old", "live/gone": "old", "live/in/b": "old", "live/in/volume/x": "stays", "new/a": "new",
      "new/came": "new", "new/in/b": "new", "new/in/c/d": "new",
    ] { try folder.write(name, text) }
    func level(_ path: String, old: [String], new: [String]) throws -> PlacedSwap.Level {
      let (live, incoming) = (Array((base + "/live" + path).utf8), Array((base + "/new" + path).utf8))
      return PlacedSwap.Level(
        live: live, incoming: incoming, kept: Array((base + "/kept" + path).utf8), old: old.map { Array($0.utf8) },
        new: new.map { Array($0.utf8) }, before: try FolderClothes(of: live), after: try FolderClothes(of: incoming))
    }
    swap = PlacedSwap(levels: [
      try level("", old: ["a", "gone"], new: ["a", "came"]), try level("/in", old: ["b"], new: ["b", "c"]),
    ])
  }

  private func content() throws -> [String: String] {
    var content: [String: String] = [:]
    var walk = try TreeWalk(folder.path)
    while let entry = try walk.entry() {
      guard entry.kind == .file else { continue }
      let path = String(decoding: entry.path, as: UTF8.self)
      content[path] = String(decoding: try FileSystem.read(folder.path + "/" + path), as: UTF8.self)
    }
    return content
  }

  /// The renames in their order: what goes, level by level, then what comes.
  private func renames() -> [(from: [UInt8], to: [UInt8])] {
    swap.levels.flatMap { level in
      level.old.map { (PlacedSwap.join(level.live, $0), PlacedSwap.join(level.kept, $0)) }
    }
      + swap.levels.flatMap { level in
        level.new.map { (PlacedSwap.join(level.incoming, $0), PlacedSwap.join(level.live, $0)) }
      }
  }

  private func interrupt(after count: Int) throws {
    for level in swap.levels { try FileSystem.makeFolder(level.kept) }
    for (from, to) in renames().prefix(count) { try FileSystem.rename(from, to: to) }
  }

  private static let done = [
    "live/a": "new", "live/came": "new", "live/in/b": "new", "live/in/c/d": "new", "live/in/volume/x": "stays",
    "kept/a": "old", "kept/gone": "old", "kept/in/b": "old",
  ]

  @Test(arguments: 0...7) func itEndsTheSameFromEveryPoint(_ count: Int) throws {
    try interrupt(after: count)
    #expect(swap.isUntouched == (count == 0))
    try swap.perform()
    #expect(try content() == Self.done)
    try swap.perform()
    #expect(try content() == Self.done)
    #expect(!FileSystem.exists(folder.path + "/new"))
  }

  @Test(arguments: 0...7) func itIsTakenBackFromEveryPoint(_ count: Int) throws {
    let before = try content()
    try interrupt(after: count)
    try swap.takeBack()
    #expect(try content() == before)
    #expect(!FileSystem.exists(folder.path + "/kept") && swap.isUntouched)
    try swap.takeBack()
    #expect(try content() == before)
  }

  @Test func whatHasAppearedMeanwhileIsNotOverwritten() throws {
    try interrupt(after: 3)
    try folder.write("live/came", "stray")
    try swap.perform()
    var expected = Self.done
    expected["kept/came.stray-1"] = "stray"
    #expect(try content() == expected)
  }
}
