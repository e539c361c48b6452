import Configuration
import FoundationEssentials
import Glibc
import Maintenance
import Testing

/// docs/PLAN.md is what the code says. `VIGIE_RECORD_DOCS=1 swift test --filter PlanReferenceTests` writes it anew.
@Suite struct PlanReferenceTests {
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test func theDocumentIsWhatTheCodeSays() throws {
    let path = Self.root + "/docs/PLAN.md"
    if getenv("VIGIE_RECORD_DOCS") != nil {
      try Data(PlanReference.markdown.utf8).write(to: URL(filePath: path))
    }
    let document = String(decoding: try TestFiles.read(path), as: UTF8.self)
    #expect(document == PlanReference.markdown, "docs/PLAN.md is stale: VIGIE_RECORD_DOCS=1 writes it")
  }

  @Test func everyTableOfKeysIsInTheDocumentAndNoKeyIsKnownWithoutOne() throws {
    var declared = 0
    var bare: [String] = []
    let folder = Self.root + "/Sources/Configuration/"
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.hasSuffix(".swift") {
      let text = String(decoding: try TestFiles.read(folder + path), as: UTF8.self)
      declared += text.split(separator: "\n").count { $0.contains("static let") && $0.contains("= KeyTable(") }
      if path.hasPrefix("Sections/"), text.contains("expect([") { bare.append(path) }
    }
    #expect(declared == PlanReference.tableCount)
    #expect(bare.isEmpty)
  }

  @Test func everyKeyOfTheShippedPlanIsInTheDocument() throws {
    let lookup = PlanLookup(try ShippedPlanTests.nationSounds().plan)
    for section in lookup.sections {
      #expect(PlanReference.markdown.contains("| `\(section)` |"), "\(section)")
    }
    for key in ["delay-compress", "only-if", "instance-type", "longer-than", "centralisation"] {
      #expect(PlanReference.markdown.contains("| `\(key)` |"), "\(key)")
    }
  }
}
