import Drawing
import Maintenance

extension Model {
  /// What `copy` would put into the clipboard: the facts that are open, else those of the selected row; `nil` when
  /// there is nothing.
  var textToCopy: String? {
    switch layers.last {
    case .detail(let detail): return detail.text
    case nil: break
    default: return nil
    }
    guard situation != nil, let pane, let row = selected(pane) else { return nil }
    if pane == .catalogue, let backup = selectedBackup { return DetailSheet.backup(backup, self).text }
    if pane == .audit { return DetailSheet.audit(audit[row], self).text }
    let texts = (pane.texts?(self, row) ?? []).filter { !$0.isEmpty }
    return texts.isEmpty ? nil : texts.joined(separator: "\n")
  }

  /// The text was handed to the terminal, or could not be.
  mutating func copied(_ text: String, _ copying: Copying) -> [Effect] {
    switch copying {
    case .sent: tell(wording(.copied))
    case .tooLong(let bytes, let limit):
      let (size, most) = (wording.bytes(UInt64(bytes)), wording.bytes(UInt64(limit)))
      let key = key(of: "plain-screen").map { " · " + $0 } ?? ""
      tell(
        wording.pick("Trop long à copier : \(size), au plus \(most)", "Too long to copy: \(size), at most \(most)")
          + key,
        .refused)
    case .impossible: return showPlainly(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
    return []
  }

  /// Shows lines as any program prints them, and how to come back.
  func showPlainly(_ lines: [String]) -> [Effect] {
    [.showPlainly(lines + ["", wording(.anyKeyReturns)])]
  }

  /// Shows what stands on the screen, row by row, but for the two lines that belong to keys: in their place stands how
  /// to come back, so that the top does not scroll away.
  func showScreenPlainly() -> [Effect] {
    var canvas = Canvas(size: size, charset: charset)
    render(self, into: &canvas)
    let keys = Frame(size).status.isEmpty ? 1 : 2
    return [.showPlainly(canvas.rows.dropLast(keys) + [wording(.anyKeyReturns)])]
  }
}

extension DetailSheet {
  /// The facts, one to a line, their names before them.
  var text: String { ([title] + facts.map { "\($0.name): \($0.text)" }).joined(separator: "\n") }
}
