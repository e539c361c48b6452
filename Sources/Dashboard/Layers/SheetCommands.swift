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
      Span(wording.pick(", une ligne chacune · ", ", a line each · "), .label),
      Span(model.key(of: "unfold-commands") ?? "", .key),
      Span(wording.pick(" en entier", " in full"), .label),
    ]
    // The canvas cuts what is longer than its line, with a sign.
    return [head] + commands.map { [Span("  " + $0.split(separator: "\n").joined(separator: " "), .dim)] }
  }
}
