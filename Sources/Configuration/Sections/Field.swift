import Maintenance
import Yams

/// A value of the plan, with its place in it. Each reader returns the value in the form that is asked for, or reports what
/// was found instead and returns `nil`.
struct Field {
  let node: Node
  /// The key it belongs to; for an item of a list, the item itself.
  let keyNode: Node
  /// The key, without the path.
  let name: String
  let path: String
  let log: FaultLog

  /// Whether nothing stands there: `services:` and no more.
  var isEmpty: Bool { node.scalar.map { $0.string.isEmpty && $0.style == .plain || isNullWord($0) } ?? false }

  /// A text that is not empty and holds no control character but, where `multiline`, newlines.
  func text(expected: Expectation = .text, multiline: Bool = false) -> String? {
    guard let scalar = node.scalar, !isEmpty, !scalar.string.isEmpty else { return reject(expected) }
    var text = log.placeholders.isEmpty ? scalar.string : Field.expand(scalar.string, log.placeholders)
    guard text.unicodeScalars.allSatisfy({ !Found.isControl($0) || multiline && $0 == "\n" }) else {
      return reject(expected)
    }
    while multiline, text.last == "\n" { text.removeLast() }
    return text
  }

  /// A text for which `parse` gives a value.
  func value<Value>(_ expected: Expectation, candidates: [String] = [], _ parse: (String) -> Value?) -> Value? {
    guard let text = text(expected: expected) else { return nil }
    return parse(text) ?? reject(expected, candidates: candidates)
  }

  /// One of the raw values of `Value`.
  func choice<Value: RawRepresentable & CaseIterable>(_: Value.Type = Value.self) -> Value?
  where Value.RawValue == String {
    choice(among: Array(Value.allCases))
  }

  /// One of the raw values of some of the cases.
  func choice<Value: RawRepresentable>(among cases: [Value]) -> Value? where Value.RawValue == String {
    let values = cases.map(\.rawValue)
    return value(.oneOf(values), candidates: values) { text in cases.first { $0.rawValue == text } }
  }

  func bool() -> Bool? {
    value(.yesOrNo, candidates: ["true", "false"]) { $0 == "true" ? true : $0 == "false" ? false : nil }
  }

  func integer(_ range: ClosedRange<Int>) -> Int? {
    value(.integer(range)) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// Seconds, within limits.
  func duration(from low: Double = 1, to high: Double = 100 * 365 * 86_400) -> Double? {
    guard let seconds = value(.duration, { PlanDuration.seconds($0) }) else { return nil }
    return (low...high).contains(seconds) ? seconds : reject(.duration(from: low, to: high))
  }

  /// A path from the root, without `..`.
  func absolutePath() -> String? {
    value(.absolutePath) { text in
      text.hasPrefix("/") && !text.split(separator: "/").contains("..") ? text : nil
    }
  }

  /// A name made of letters, digits and the characters of `more`, which does not begin with a hyphen: it may become an
  /// argument of a program.
  func word(_ more: String, of what: Expectation, longest: Int = 64) -> String? {
    value(what) { Field.isWord($0, more: more, longest: longest) ? $0 : nil }
  }

  static func isWord(_ text: String, more: String, longest: Int = 64) -> Bool {
    (1...longest).contains(text.count) && text.first != "-"
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || more.contains($0) }
  }

  /// One text for both languages, or one for each.
  func localized(multiline: Bool = false) -> LocalizedText? {
    guard node.mapping != nil else {
      return text(expected: .localized, multiline: multiline).map { LocalizedText($0) }
    }
    guard let section = section() else { return nil }
    section.expect(Language.allCases.map(\.rawValue))
    let french = section["fr"].flatMap { $0.text(multiline: multiline) }
    let english = section["en"].flatMap { $0.text(multiline: multiline) }
    if section["fr"] == nil, section["en"] == nil { return reject(.localized) }
    for (key, french, english) in [("fr", "le français", "French"), ("en", "l'anglais", "English")]
    where section[key] == nil {
      log.report(.warning, at: node, path: path, french: "il manque \(french)", english: "\(english) is missing")
    }
    return LocalizedText(french: french, english: english)
  }

  /// Whether keys with values stand there.
  var isMapping: Bool { node.mapping != nil }

  /// The line of the value, from 1.
  var line: Int { node.mark?.line ?? 1 }

  /// The line of the key, from 1.
  var keyLine: Int { keyNode.mark?.line ?? 1 }

  /// The keys that stand there, without reporting anything.
  var keys: [String] { node.mapping?.compactMap { $0.key.scalar?.string } ?? [] }

  func section() -> Section? { Section(node, path: path, log: log) }

  /// The mapping that stands there, its keys compared with the table.
  func section(_ table: KeyTable) -> Section? {
    guard let section = section() else { return nil }
    section.expect(table)
    return section
  }

  /// The entries of a mapping, each read by `read`.
  func entries<Value>(_ read: (Field) -> Value?) -> [Value] { section()?.named(read) ?? [] }

  /// One of the names that the section `of` of the plan gives.
  func reference(_ of: String, _ names: [String]) -> String? {
    value(.name(of: of, names), candidates: names) { names.contains($0) ? $0 : nil }
  }

  /// A list of such names.
  func references(_ of: String, _ names: [String]) -> [String] {
    oneOrMore().compactMap { $0.reference(of, names) }
  }

  /// A value that may be left open; that it is, is said.
  func fillable(_ french: String, _ english: String) -> Fillable? {
    if let text = node.scalar?.string {
      if text == Fillable.mark {
        report(.toFill, french: "encore ouvert ; attendu : \(french)", english: "still open; expected \(english)")
        return .toFill
      }
      if Spelling.nearest(to: text, among: [Fillable.mark]) != nil {
        return reject(
          Expectation("\(french), ou \(Fillable.mark)", "\(english), or \(Fillable.mark)"), candidates: [Fillable.mark])
      }
    }
    return localized().map { .filled($0) }
  }

  /// Whether nothing but a text stands there, in one language or two.
  var isLocalized: Bool {
    !isMapping || !keys.isEmpty && keys.allSatisfy { key in Language.allCases.contains { $0.rawValue == key } }
  }

  /// The items of a list.
  func items() -> [Field]? {
    guard let sequence = node.sequence else { return reject(.list) }
    return sequence.enumerated().map { index, item in
      Field(node: item, keyNode: item, name: "\(index + 1)", path: "\(path)[\(index + 1)]", log: log)
    }
  }

  /// The items of a list, or the one value that stands for a list of one.
  func oneOrMore() -> [Field] { node.sequence == nil ? [self] : items() ?? [] }

  /// Reports what stands here instead of what was expected.
  func reject<Value>(_ expected: Expectation, candidates: [String] = []) -> Value? {
    log.unexpected(node, path: path, expected: expected, candidates: candidates)
    return nil
  }

  func report(_ grade: PlanFault.Grade = .error, french: String, english: String) {
    log.report(grade, at: node, path: path, french: french, english: english)
  }

  private func isNullWord(_ scalar: Node.Scalar) -> Bool {
    scalar.style == .plain && ["~", "null", "Null", "NULL"].contains(scalar.string)
  }

  /// Puts the values in the places of their `{name}`; what a value holds is not looked at again.
  static func expand(_ text: String, _ values: [String: String]) -> String {
    var rest = Substring(text)
    var result = ""
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"), let value = values[String(rest[rest.index(after: open)..<close])] {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
