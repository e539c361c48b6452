/// A value that each house fills in for itself. A plan may leave it open for the time being by writing `to-fill`, which is
/// shown wherever the value is; what is not even mentioned is a fault.
public enum Fillable: Codable, Sendable, Hashable {
  /// The plan says `to-fill`.
  case toFill
  /// The value: a path, an address, or words.
  case filled(LocalizedText)

  /// What stands in a plan for a value that is still open.
  public static let mark = "to-fill"

  /// The value in `language`; `nil` while it is open.
  public func text(in language: Language) -> String? {
    if case .filled(let text) = self { text.text(in: language) } else { nil }
  }

  /// Whether it is still open.
  public var isOpen: Bool { self == .toFill }

  /// From `"to-fill"` or a text.
  public init(from decoder: any Decoder) throws {
    if let container = try? decoder.singleValueContainer(), (try? container.decode(String.self)) == Fillable.mark {
      self = .toFill
    } else {
      self = .filled(try LocalizedText(from: decoder))
    }
  }

  /// To `"to-fill"` or a text.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .toFill:
      var container = encoder.singleValueContainer()
      try container.encode(Fillable.mark)
    case .filled(let text): try text.encode(to: encoder)
    }
  }
}
