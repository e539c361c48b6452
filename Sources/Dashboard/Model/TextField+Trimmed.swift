import Drawing

extension TextField {
  /// What was typed without spaces around it; `nil` when nothing is left.
  var trimmed: String? {
    let rest = text.drop { $0 == " " }.reversed().drop { $0 == " " }
    return rest.isEmpty ? nil : String(rest.reversed())
  }
}
