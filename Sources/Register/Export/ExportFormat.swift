/// The forms in which the register is given out.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// One array of objects.
  case json
  /// RFC 4180: commas, CRLF, quotes where they are needed.
  case csv
  /// A table of GitHub Flavored Markdown.
  case markdown = "md"
}
