import Drawing
import Maintenance

extension Model {
  /// Whether a problem can be taken: it alerts, and nobody has it.
  static func canTake(_ problem: Problem) -> Bool { problem.state == .firing && problem.acknowledgement == nil }

  /// The problems that taking acts on: the marked ones, else the selected one if nobody has it.
  var problemsInHand: [Problem] {
    guard let selected = selectedProblem else { return [] }
    guard marks.isEmpty else { return situation?.problems.filter { marks.contains($0.id) } ?? [] }
    return selected.acknowledgement == nil ? [selected] : []
  }

  /// Marks the selected problem, or takes its mark away, and goes on to the next.
  mutating func toggleMark() -> [Effect] {
    guard let problem = selectedProblem else { return [] }
    if marks.remove(problem.id) == nil { marks.insert(problem.id) }
    return moveSelection(.rows(1))
  }

  /// Marks of problems that are gone, or taken meanwhile, go with them.
  mutating func pruneMarks() {
    guard !marks.isEmpty else { return }
    marks.formIntersection((situation?.problems ?? []).filter(Model.canTake).map(\.id))
  }

  /// Asks for the note that goes with taking the problems in hand.
  mutating func askForNote() -> [Effect] {
    let problems = problemsInHand
    guard let first = problems.first else { return [] }
    let several = wording.count(problems.count, Phrase("problème", "problem"), Phrase("problèmes", "problems"))
    let title = problems.count == 1 ? wording.headline(first, in: situation) : several
    layers.append(.note(NoteSheet(title: title, hint: wording(.noteHint), problems: problems.map(\.id))))
    return [.flushInput]
  }
}
