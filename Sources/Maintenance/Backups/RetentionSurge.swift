/// So many backups of one leg that would go at once that a person is asked first.
public struct RetentionSurge: Codable, Sendable, Hashable {
  /// Up to so many may go at once unasked, whatever is left.
  public static let handful = 3

  public var leg: BackupLeg
  /// Those that would go.
  public var ids: [String]
  /// How many sound backups the leg has.
  public var of: Int

  /// What would go of a leg.
  public init(leg: BackupLeg, ids: [String], of: Int) {
    self.leg = leg
    self.ids = ids
    self.of = of
  }

  /// For the person.
  public var text: LocalizedText {
    LocalizedText(
      french:
        "\(ids.count) des \(of) sauvegardes \(leg.rawValue) \(ids.count < 2 ? "partirait" : "partiraient") d’un coup : horloge ou plan à vérifier",
      english: "\(ids.count) of the \(of) backups of \(leg.rawValue) would go at once: check the clock and the plan")
  }
}
