/// What may stand behind a key, in the words of docs/PLAN.md.
enum Forms {
  static let text = "a text"
  static let localized = "a text, or `{fr: …, en: …}`"
  static let fillable = "a text, `{fr: …, en: …}`, or `to-fill`"
  static let duration = "a duration: `15m`, `6h`, `30d`, `2w`, `1y`"
  static let path = "an absolute path"
  static let paths = "an absolute path, or a list of them"
  static let flag = "`true` or `false`"
  static let mapping = "keys with their values"

  static func oneOf(_ values: [String]) -> String { values.map { "`\($0)`" }.joined(separator: ", ") }
  static func name(of section: String) -> String { "a name of `\(section)`" }
  static func names(of section: String) -> String { "a list of names of `\(section)`" }
}
