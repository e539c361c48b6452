import Drawing
import Maintenance

/// The exact commands of a preview: one line each, those that are longer cut, until they are asked for in full.
struct SheetCommands {
  let commands: [String]
  let isUnfolded: Bool
  /// The cells of a line.
  let columns: Int

  /// - Parameter columns: the cells of a line of the sheet.
  init(_ sheet: ConfirmationSheet, columns: Int) {
    commands = sheet.preview?.commands ?? []
    isUnfolded = sheet.isUnfolded
    self.columns = max(1, columns - 2)
  }

  /// Whether a command is longer than a line.
  var isLong: Bool { commands.contains { $0.wrapped(in: columns).count > 1 } }

  /// The lines, each set in by two cells; above those that are cut, how they are seen to their end.
  func lines(_ model: Model) -> [[Span]] {
    guard isLong, !isUnfolded else {
      return commands.flatMap { $0.wrapped(in: columns) }.map { [Span("  " + $0, .dim)] }
    }
    let wording = model.wording
    let head: [Span] = [
      Span(wording.count(commands.count, Phrase("commande", "command"), Phrase("commandes", "commands")), .label),
      Span((commands.count > 1 ? wording.pick(", une ligne chacune", ", a line each") : "") + " · ", .label),
      Span(model.key(of: "unfold-commands") ?? "", .key),
      Span(wording.pick(" en entier", " in full"), .label),
    ]
    // The sign of cut texts would read as a redirection here where it is ASCII.
    let ellipsis = model.charset == .ascii ? "[...]" : String(Glyphs(model.charset).ellipsis)
    return [head] + commands.map { [Span("  " + folded($0, ellipsis), .dim)] }
  }

  /// A command in one line: its program and its end. What stands between is where it connects, the same in most of them.
  private func folded(_ command: String, _ ellipsis: String) -> String {
    let line = command.split(separator: "\n").joined(separator: " ")
    guard line.displayColumns > columns, let program = line.split(separator: " ").first else { return line }
    let head = "\(program) \(ellipsis) "
    var room = columns - head.displayColumns
    var end: [Character] = []
    for character in line.reversed() {
      room -= String(character).displayColumns
      if room < 0 { break }
      end.append(character)
    }
    return head + String(end.reversed())
  }
}
