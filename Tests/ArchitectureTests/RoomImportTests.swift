import Foundation
import Testing

/// The walls: which room may import which. The table is the one of docs/ARCHITECTURE.md.
@Suite struct RoomImportTests {
  static let rooms: Set<String> = [
    "Maintenance", "Configuration", "Host", "Probes", "Operations", "Register", "Agent", "Wire", "Drawing", "Dashboard",
    "CursesTerminal", "CNcurses", "CCurl", "CKernel", "Sandbox", "Clients", "vigie", "vigie-engine",
  ]

  static let mayImport: [String: Set<String>] = [
    "Maintenance": [],
    "Drawing": [],
    "Host": ["CKernel"],
    "Configuration": ["Maintenance", "Drawing"],
    "Register": ["Maintenance"],
    "Wire": ["Maintenance"],
    "Probes": ["Maintenance", "Host", "CCurl"],
    "Operations": ["Maintenance", "Host", "CCurl", "CKernel"],
    "Sandbox": ["Maintenance", "Host", "CKernel"],
    "Dashboard": ["Maintenance", "Drawing"],
    "Agent": ["Maintenance", "Host", "Probes", "Operations", "Register", "Wire"],
    "CursesTerminal": ["Drawing", "CNcurses"],
    "CNcurses": [], "CCurl": [], "CKernel": [],
    "Clients": ["Maintenance", "Host", "Wire"],
    "vigie": ["Maintenance", "Host", "Wire", "Clients", "Drawing", "Dashboard", "CursesTerminal"],
    "vigie-engine": [
      "Maintenance", "Configuration", "Host", "Probes", "Operations", "Register", "Agent", "Wire", "Clients", "Sandbox",
      "Dashboard",
    ],
  ]

  /// The one room that may import each outside library.
  static let owners: [String: Set<String>] = [
    "Subprocess": ["Host"], "Yams": ["Configuration"], "GRDB": ["Register", "Sandbox"],
    "NIOCore": ["Agent", "Sandbox"], "NIOPosix": ["Agent", "Sandbox"], "NIOHTTP1": ["Sandbox"],
    "Crypto": ["Register", "Operations"], "ArgumentParser": ["Clients", "vigie", "vigie-engine"],
  ]

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func roomsImportOnlyWhatTheirWallsAllow() throws {
    let files = try sources()
    #expect(files.count > 50)
    for file in files {
      let allowed = try #require(Self.mayImport[file.room], "a folder without a row in the table: \(file.room)")
      for name in file.imports {
        if Self.rooms.contains(name) {
          #expect(allowed.contains(name), "\(file.path) imports \(name)")
        } else if let owners = Self.owners[name] {
          #expect(owners.contains(file.room), "\(file.path) imports \(name)")
        }
      }
    }
  }

  @Test func theFullFoundationStaysOut() throws {
    for file in try sources() where file.imports.contains("Foundation") {
      Issue.record("\(file.path) imports Foundation, which costs every start; FoundationEssentials has JSON")
    }
  }

  private struct SourceFile {
    let room: String
    let path: String
    let imports: Set<String>
  }

  private func sources() throws -> [SourceFile] {
    let folder = Self.root.appending(path: "Sources")
    let walker = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    return try walker.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { file in
      let path = file.path.dropFirst(folder.path.count + 1)
      let text = try String(contentsOf: file, encoding: .utf8)
      let imports = text.split(separator: "\n").compactMap { Self.importedModule(String($0)) }
      return SourceFile(room: String(path.prefix { $0 != "/" }), path: String(path), imports: Set(imports))
    }
  }

  /// `@preconcurrency public import struct Host.Command` → `Host`.
  private static func importedModule(_ line: String) -> String? {
    var words = line.split(separator: " ").map(String.init)
    while let first = words.first, first.hasPrefix("@") || ["public", "internal", "package", "private"].contains(first)
    {
      words.removeFirst()
    }
    guard words.first == "import", words.count > 1 else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return name.split(separator: ".").first.map(String.init)
  }
}
