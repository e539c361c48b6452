/// How rows become text in each format. No control character survives in any: a terminal escape in a reason must not
/// act on the terminal of whoever reads the export.
enum ExportWriter {
  static func beginning(_ format: ExportFormat, _ columns: [String]) -> String {
    switch format {
    case .json: "["
    case .csv: columns.map(csv).joined(separator: ",") + "\r\n"
    case .markdown:
      "| " + columns.joined(separator: " | ") + " |\n|" + columns.map { _ in "---|" }.joined() + "\n"
    }
  }

  static func row(_ format: ExportFormat, _ columns: [String], _ values: [ExportValue], isFirst: Bool) -> String {
    switch format {
    case .json:
      (isFirst ? "\n{" : ",\n{")
        + zip(columns, values).map { "\(json($0)):\(json($1))" }.joined(separator: ",") + "}"
    case .csv: values.map(csv).joined(separator: ",") + "\r\n"
    case .markdown: "| " + values.map(markdown).joined(separator: " | ") + " |\n"
    }
  }

  static func end(_ format: ExportFormat) -> String { format == .json ? "\n]\n" : "" }

  private static func json(_ value: ExportValue) -> String {
    switch value {
    case .absent: "null"
    case .number(let digits): digits
    case .text(let text): json(text)
    }
  }

  private static func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where isUnseen(scalar):
        let code = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func csv(_ value: ExportValue) -> String {
    switch value {
    case .absent: ""
    case .number(let digits): digits
    case .text(let text): csv(text)
    }
  }

  /// A text that a spreadsheet would take for a formula is given an apostrophe, as one types it there.
  private static func csv(_ text: String) -> String {
    var text = showingControls(text, keeping: ["\n", "\t"])
    if let first = text.first, "=+-@\t".contains(first) { text = "'" + text }
    let needsQuotes = text.isEmpty || text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
    guard needsQuotes else { return text }
    return "\"" + text.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }

  private static func markdown(_ value: ExportValue) -> String {
    switch value {
    case .absent: ""
    case .number(let digits): digits
    case .text(let text): markdown(text)
    }
  }

  private static func markdown(_ text: String) -> String {
    var escaped = ""
    for scalar in showingControls(text, keeping: ["\n"]).unicodeScalars {
      switch scalar {
      case "\n": escaped += "<br>"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!", "$":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
