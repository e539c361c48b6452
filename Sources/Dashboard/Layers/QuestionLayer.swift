import Drawing
import Maintenance

/// Asks yes or no; No has the focus.
enum QuestionLayer {
  static func draw(_ question: QuestionSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    canvas.draw(
      Sheet(
        title: [Span(question.title, .strong)], body: question.lines.map { [Span($0)] },
        buttons: [
          .init(model.key(of: "cancel") ?? "", wording(.no)), .init(model.key(of: "say-yes") ?? "", wording(.yes)),
        ], focused: question.isYesFocused ? 1 : 0,
        isSevere: true), in: rect)
  }
}
