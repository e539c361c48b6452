/// What a step has found that a person may want to do next.
public enum StepOffer: String, Codable, Sendable, Hashable {
  /// What was compared differs, and can be brought back.
  case apply
  /// Rows that depend on those that were asked for, or that they depend on, are gone too, and can come back with them.
  case dependents

  /// The fact by which a step that is done says what it offers: raw values, with a space between them.
  public static let fact = "offers"

  /// The offers that a fact names.
  public static func read(_ fact: String?) -> [StepOffer] {
    (fact ?? "").split(separator: " ").compactMap { StepOffer(rawValue: String($0)) }
  }

  /// The fact that names these offers; none where there are none.
  public static func facts(_ offers: [StepOffer]) -> [String: String] {
    offers.isEmpty ? [:] : [fact: offers.map(\.rawValue).joined(separator: " ")]
  }
}
