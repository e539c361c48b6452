/// Characters that make a terminal or a reader do something instead of showing something: C0 and C1 controls, DEL,
/// and what turns the direction of text or ends a line unseen.
func isUnseen(_ scalar: UnicodeScalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}

/// `text` with each of those characters written out, `\x1b` or `\u{202e}`, but for those in `kept`.
func showingControls(_ text: String, keeping kept: Set<UnicodeScalar> = []) -> String {
  guard text.unicodeScalars.contains(where: { isUnseen($0) && !kept.contains($0) }) else { return text }
  var shown = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isUnseen(scalar), !kept.contains(scalar) {
      let code = String(scalar.value, radix: 16)
      let name = scalar.value < 0x100 ? "\\x" + (code.count < 2 ? "0" + code : code) : "\\u{\(code)}"
      shown.append(contentsOf: name.unicodeScalars)
    } else {
      shown.append(scalar)
    }
  }
  return String(shown)
}
