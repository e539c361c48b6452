import Drawing
import Maintenance

/// Asks for a line of text that goes with an act.
enum NoteLayer {
  static func draw(_ note: NoteSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    canvas.draw(
      Sheet(
        title: [Span(note.title, .strong)], body: [[Span(note.hint, .dim)]], field: note.entry,
        fieldLabel: wording(.note), buttons: []), in: rect)
  }
}
