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
    add(key, .sequence(.init(list.map(YAMLMapping.scalar), .implicit, .flow)))
  }

  /// One text as itself, more as a list, none not at all.
  mutating func add(_ key: String, oneOrList list: [String]) {
    if list.count > 1 { add(key, list: list) } else { add(key, list.first) }
  }

  mutating func add(_ key: String, _ text: LocalizedText) {
    if let french = text.french, french == text.english { return add(key, french) }
    var mapping = YAMLMapping(flow: true)
    mapping.add("fr", text.french)
    mapping.add("en", text.english)
    add(key, mapping.node)
  }

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
