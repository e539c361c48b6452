import Dashboard
import Drawing
import Maintenance

/// A dashboard on a stage: takes messages, keeps the effects, gives the picture.
struct Stage {
  var model: Model
  private(set) var effects: [Effect] = []

  /// A connected dashboard that shows `situation`.
  init(
    _ situation: Situation? = Fixture.healthy, columns: Int = 80, rows: Int = 24, language: Language = .french,
    charset: Charset = .unicode, role: Role = .administrator, isReadOnly: Bool = false
  ) {
    model = Model(
      size: Size(columns: columns, rows: rows), charset: charset, language: language, now: Fixture.now,
      isReadOnly: isReadOnly)
    send(.welcome(person: Fixture.person, role: role))
    if let situation { send(.situation(situation)) }
    effects = []
  }

  /// Sends a message; returns what is to be done about it.
  @discardableResult
  mutating func send(_ message: Message) -> [Effect] {
    let new = update(&model, message)
    effects += new
    return new
  }

  /// Presses keys by their names, `enter`, `ctrl-l`, or single characters.
  @discardableResult
  mutating func press(_ names: String...) -> [Effect] {
    names.flatMap { name in Key(name: name).map { send(.key($0)) } ?? [] }
  }

  /// Types a text.
  mutating func type(_ text: String) { for letter in text { send(.key(.character(letter))) } }

  /// The picture.
  var canvas: Canvas {
    var canvas = Canvas(size: model.size, charset: model.charset)
    render(model, into: &canvas)
    return canvas
  }

  /// The rows of the picture.
  var rows: [String] { canvas.rows }

  /// The whole picture as text.
  var text: String { rows.joined(separator: "\n") }

  /// The hint line.
  var hints: String { rows.last ?? "" }
}
