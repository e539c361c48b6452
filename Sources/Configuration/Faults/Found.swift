import Yams

/// Words for what stands in a file. A value is cut short and its control characters are shown as `\u{1B}`, because the
/// message may go to a terminal.
enum Found {
  static func french(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "rien" : "« \(printable(scalar.string)) »"
    case .mapping: "des clés et leurs valeurs"
    case .sequence: "une liste"
    case .alias: "un alias"
    }
  }

  static func english(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "“\(printable(scalar.string))”"
    case .mapping: "keys with values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  static func suggestionFrench(_ name: String?) -> String { name.map { " ; vouliez-vous dire « \($0) » ?" } ?? "" }
  static func suggestionEnglish(_ name: String?) -> String { name.map { "; did you mean “\($0)”?" } ?? "" }

  /// At most 40 characters, none of them a control character.
  static func printable(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(40).map { scalar in
      isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
    }
    return shown.joined() + (text.unicodeScalars.count > 40 ? "…" : "")
  }

  /// Control and format characters that could act on a terminal or turn its text around.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
    default: false
    }
  }
}

extension Found {
  /// A path in the plan, at most 80 characters, none of them a control character.
  static func printablePath(_ path: String) -> String {
    String(String.UnicodeScalarView(path.unicodeScalars.prefix(80).map { isControl($0) ? "?" : $0 }))
  }
}
