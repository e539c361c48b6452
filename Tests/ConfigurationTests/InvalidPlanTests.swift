import Configuration
import FoundationEssentials
import Maintenance
import Testing

/// Plans with one fault each, and one with twenty. The first three lines of each say where the fault is, which words of the
/// message name the culprit, and which name the remedy.
@Suite struct InvalidPlanTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var name, yaml, place, culprit, remedy: String
    var testDescription: String { name }
  }

  private static let folder = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/") + "/Plans/"

  static let examples: [Example] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "invalid")) ?? []
    return names.sorted().filter { $0.hasSuffix(".yaml") }.compactMap { name in
      guard let bytes = try? TestFiles.read(folder + "invalid/" + name) else { return nil }
      let yaml = String(decoding: bytes, as: UTF8.self)
      let head = yaml.split(separator: "\n").prefix(3).map { line in
        String(line[line.index(after: line.firstIndex(of: ":") ?? line.startIndex)...].drop { $0 == " " })
      }
      guard head.count == 3 else { return nil }
      return Example(name: name, yaml: yaml, place: head[0], culprit: head[1], remedy: head[2])
    }
  }()

  private static func faults(_ yaml: String) -> [PlanFault] {
    do {
      let known = ["UTC", "Europe/Paris"]
      return try PlanLoader.load(yaml: yaml, file: "plan.yaml", isKnownZone: { known.contains($0) }).remarks
    } catch { return error.faults }
  }

  @Test func thereAreSixtyAndMore() {
    #expect(Self.examples.count >= 60)
    #expect(Set(Self.examples.map(\.name)).count == Self.examples.count)
  }

  @Test(arguments: examples)
  func theMessageNamesPlaceCulpritAndRemedy(example: Example) throws {
    let errors = Self.faults(example.yaml).filter { $0.grade == .error }
    let list = errors.map { $0.text(in: .english) }.joined(separator: "\n")
    #expect(errors.count == 1, "\(list)")
    let fault = try #require(errors.first)
    #expect("\(fault.line):\(fault.column)" == example.place, "\(list)")
    let message = fault.text(in: .english)
    #expect(message.hasPrefix("plan.yaml:\(example.place): error: "))
    #expect(message.contains(example.culprit), "\(list)")
    #expect(message.contains(example.remedy), "\(list)")
    #expect(fault.message.missing.isEmpty && fault.message.french != fault.message.english)
  }

  @Test func twentyFaultsAreNamedInOneGo() throws {
    let yaml = String(decoding: try TestFiles.read(Self.folder + "twenty.yaml"), as: UTF8.self)
    var expected: [String] = []
    for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where index > 0 {
      let parts = line.split(separator: "#")
      guard parts.count == 2 else { continue }
      expected += parts[1].split(separator: " ").map { "\(index + 1):\($0)" }
    }
    let errors = Self.faults(yaml).filter { $0.grade == .error }
    #expect(expected.count == 20)
    #expect(errors.map { "\($0.line):\($0.column)" } == expected)
    #expect(errors.allSatisfy { $0.message.missing.isEmpty && !$0.path.isEmpty || $0.line == 6 })
  }
}
