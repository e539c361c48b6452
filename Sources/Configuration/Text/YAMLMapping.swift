import Maintenance
import Yams

/// A mapping that is being written, its keys in the order in which they were added.
struct YAMLMapping {
  private var pairs: [(Node, Node)] = []
  private let flow: Bool

  /// - Parameter flow: on one line, `{a: b}`.
  init(flow: Bool = false) { self.flow = flow }

  var node: Node { .mapping(.init(pairs, .implicit, flow ? .flow : .block)) }

  mutating func add(_ key: String, _ value: Node?) {
    if let value { pairs.append((YAMLMapping.scalar(key), value)) }
  }

  mutating func add(_ key: String, _ text: String?) { add(key, text.map(YAMLMapping.scalar)) }

  mutating func add(_ key: String, list: [String]) {
    add(key, YAMLMapping.list(list))
  }

  /// A list on one line.
  static func list(_ texts: [String]) -> Node { .sequence(.init(texts.map(scalar), .implicit, .flow)) }

  /// One text as itself, more as a list, none not at all.
  mutating func add(_ key: String, oneOrList list: [String]) {
    if list.count > 1 { add(key, list: list) } else { add(key, list.first) }
  }

  /// - Parameter apart: whether the languages stand apart even when they say the same.
  mutating func add(_ key: String, _ text: LocalizedText, apart: Bool = false) {
    if !apart, let french = text.french, french == text.english { return add(key, french) }
    var mapping = YAMLMapping(flow: true)
    mapping.add("fr", text.french)
    mapping.add("en", text.english)
    add(key, mapping.node)
  }

  mutating func add(_ key: String, flag: Bool) { if flag { add(key, "true") } }

  mutating func add(_ key: String, _ value: Fillable?) {
    switch value {
    case .none: break
    case .toFill: add(key, Fillable.mark)
    case .filled(let text): add(key, text)
    }
  }

  /// A title, when it is another than the name.
  mutating func addTitle(_ title: LocalizedText, of name: String, key: String = "title") {
    if title != LocalizedText(name) { add(key, title) }
  }

  mutating func addTexts(_ key: String, _ texts: [(name: String, text: LocalizedText)]) {
    if texts.isEmpty { return }
    var mapping = YAMLMapping()
    for (name, text) in texts { mapping.add(name, text) }
    add(key, mapping.node)
  }

  /// A mapping with one entry for each item; none for no item.
  mutating func addEntries<Item>(_ key: String, _ items: [Item], _ entry: (Item) -> (String, YAMLMapping)) {
    if items.isEmpty { return }
    var mapping = YAMLMapping()
    for item in items {
      let (name, value) = entry(item)
      mapping.add(name, value.node)
    }
    add(key, mapping.node)
  }

  /// A text by itself.
  static func word(_ text: String) -> Node { scalar(text) }

  /// Plain where every reader of YAML takes it for the same text, else between quotes.
  private static func scalar(_ text: String) -> Node {
    let plain =
      text.first?.isLetter ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || "._/-".contains($0) }
      && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
    let number = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    let boolean = text == "true" || text == "false"
    return .scalar(.init(text, .implicit, plain || number || boolean || text == "on" ? .plain : .doubleQuoted))
  }
}
