import Maintenance
import Yams

/// Finds a part of a plan by its path of keys, `updates.major.notice`, in what vigie has understood of it. A task of a round
/// is found by its name, another item of a list by its number from 1.
public struct PlanLookup {
  private let tree: Node

  /// Looks things up in a plan.
  public init(_ plan: Plan) { tree = PlanWriter.tree(plan) }

  /// The names of the sections that the plan holds.
  public var sections: [String] { tree.mapping?.compactMap { $0.key.scalar?.string } ?? [] }

  /// The part as YAML; `nil` when nothing stands at that path.
  public func yaml(_ path: String) -> String? {
    guard let node = Self.node(path[...], in: tree) else { return nil }
    if let scalar = node.scalar { return scalar.string }
    return try? serialize(node: node, width: 120, allowUnicode: true)
  }

  /// The part as a value that can be encoded; `nil` when nothing stands at that path.
  public func value(_ path: String) -> PlanValue? { Self.node(path[...], in: tree).map { PlanValue($0) } }

  /// The part in words: a text in `language`, a list with commas, the title of what has one, else its keys.
  public func text(_ path: String, in language: Language) -> String? {
    Self.node(path[...], in: tree).map { Self.words($0, language) }
  }

  /// The name that a misspelt one was meant to be.
  public static func nearest(to text: String, among names: [String]) -> String? {
    Spelling.nearest(to: text, among: names)
  }

  private static func node(_ path: Substring, in node: Node) -> Node? {
    if path.isEmpty { return node }
    if let mapping = node.mapping {
      // Keys may hold dots themselves (`database.full`): the longest one that fits is meant.
      let fitting = mapping.compactMap { pair -> (key: String, value: Node)? in
        guard let key = pair.key.scalar?.string, path == key || path.hasPrefix(key + ".") else { return nil }
        return (key, pair.value)
      }
      guard let best = fitting.max(by: { $0.key.count < $1.key.count }) else { return nil }
      return self.node(path.dropFirst(best.key.count).drop { $0 == "." }, in: best.value)
    }
    guard let sequence = node.sequence else { return nil }
    let head = path.prefix { $0 != "." }
    let rest = path.dropFirst(head.count).drop { $0 == "." }
    for (index, item) in sequence.enumerated() {
      let name = item.mapping?.first?.value.scalar?.string
      if name == String(head) || String(index + 1) == head { return self.node(rest, in: item) }
    }
    return nil
  }

  private static func words(_ node: Node, _ language: Language) -> String {
    switch node {
    case .scalar(let scalar): return scalar.string
    case .alias: return ""
    case .sequence(let sequence): return sequence.map { words($0, language) }.joined(separator: ", ")
    case .mapping(let mapping):
      let keys = mapping.compactMap { $0.key.scalar?.string }
      let languages = Language.allCases.map(\.rawValue)
      if !keys.isEmpty, keys.allSatisfy(languages.contains) {
        return (mapping[language.rawValue] ?? mapping[keys[0]])?.scalar?.string ?? ""
      }
      return mapping["title"].map { words($0, language) } ?? keys.joined(separator: ", ")
    }
  }
}
