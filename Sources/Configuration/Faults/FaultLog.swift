import Maintenance
import Yams

/// Gathers what is to be said of a file while it is read to its end.
final class FaultLog {
  private let file: String
  /// What stands for `{name}` in the texts of the embedded plan.
  let placeholders: [String: String]
  private(set) var faults: [PlanFault] = []

  init(file: String, placeholders: [String: String] = [:]) {
    self.file = file
    self.placeholders = placeholders
  }

  var hasErrors: Bool { faults.contains { $0.grade == .error } }

  /// The faults in the order of the file.
  var sorted: [PlanFault] {
    faults.enumerated()
      .sorted { ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset) }
      .map(\.element)
  }

  func report(
    _ grade: PlanFault.Grade = .error, line: Int, column: Int, path: String = "", french: String, english: String
  ) {
    faults.append(
      PlanFault(
        grade: grade, file: file, line: line, column: column, path: path,
        message: LocalizedText(french: french, english: english)))
  }

  func report(_ grade: PlanFault.Grade = .error, at node: Node, path: String, french: String, english: String) {
    report(
      grade, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, path: path, french: french, english: english)
  }

  /// What was found where something else was expected, and the nearest of `candidates`.
  func unexpected(_ node: Node, path: String, expected: Expectation, candidates: [String] = []) {
    let near = node.scalar.flatMap { Spelling.nearest(to: $0.string, among: candidates) }
    report(
      at: node, path: path,
      french: "trouvé : \(Found.french(node)) ; attendu : \(expected.french)" + Found.suggestionFrench(near),
      english: "found \(Found.english(node)); expected \(expected.english)" + Found.suggestionEnglish(near))
  }
}
