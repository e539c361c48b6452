import Yams

/// A part of a plan without its types, as JSON shows it: texts, lists, and keys with their values.
public indirect enum PlanValue: Encodable, Sendable, Equatable {
  case text(String)
  case list([PlanValue])
  case keys([String: PlanValue])

  init(_ node: Node) {
    switch node {
    case .scalar(let scalar): self = .text(scalar.string)
    case .sequence(let sequence): self = .list(sequence.map { PlanValue($0) })
    case .mapping(let mapping):
      self = .keys(
        mapping.reduce(into: [:]) { keys, pair in
          if let key = pair.key.scalar?.string { keys[key] = PlanValue(pair.value) }
        })
    case .alias: self = .text("")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .keys(let keys): try container.encode(keys)
    }
  }
}
