import Maintenance

/// The ways in which an audit can have been broken.
public enum Breach: String, Codable, Sendable, CaseIterable {
  /// A row is not what its hash says.
  case rowEdited
  /// A row that was anchored is not there.
  case rowMissing
  /// The chain holds, but it is not the one that was anchored: rows were written anew.
  case chainRewritten
  /// The anchor file is not there.
  case anchorsMissing
  /// A row has no anchor.
  case anchorMissing
  /// The anchor file is not this register's, or a line of it is no anchor.
  case anchorsForeign
  /// A tick, an operation or an acknowledgement is not what the audit says of it.
  case recordEdited
  /// A tick, an operation or an acknowledgement is no longer there.
  case recordMissing
  /// A tick, an operation or an acknowledgement is there of which the audit says nothing.
  case recordForged
  /// What makes the audit append-only has been taken out of the database.
  case guardsRemoved
  /// The database file is not sound.
  case damaged

  /// The breach in row `sequence`, for a person. `detail` names the record or the file.
  func message(_ sequence: Int64?, _ detail: String) -> LocalizedText {
    let row = sequence.map { "\($0)" } ?? "?"
    return switch self {
    case .rowEdited:
      LocalizedText(
        french: "La ligne \(row) de l’audit a été modifiée : son empreinte ne correspond plus",
        english: "Row \(row) of the audit was edited: its hash no longer holds")
    case .rowMissing:
      LocalizedText(
        french: "La ligne \(row) de l’audit a été supprimée", english: "Row \(row) of the audit was deleted")
    case .chainRewritten:
      LocalizedText(
        french: "L’audit a été réécrit à partir de la ligne \(row) : elle n’est pas celle qui a été ancrée",
        english: "The audit was written anew from row \(row) on: it is not the one that was anchored")
    case .anchorsMissing:
      LocalizedText(
        french: "Les ancres de l’audit ont disparu (\(detail))",
        english: "The anchors of the audit are gone (\(detail))")
    case .anchorMissing:
      LocalizedText(
        french:
          "La ligne \(row) de l’audit n’a pas d’ancre. Après un arrêt brutal, l’agent ancre la dernière ligne à son démarrage",
        english: "Row \(row) of the audit has no anchor. After a crash, the agent anchors the last row when it starts")
    case .anchorsForeign:
      LocalizedText(
        french: "Les ancres ne sont pas celles de ce registre (\(detail))",
        english: "The anchors are not those of this register (\(detail))")
    case .recordEdited:
      LocalizedText(
        french: "\(detail) a été modifié depuis la ligne \(row) de l’audit",
        english: "\(detail) was changed after row \(row) of the audit")
    case .recordMissing:
      LocalizedText(
        french: "\(detail), de la ligne \(row) de l’audit, a disparu",
        english: "\(detail), of row \(row) of the audit, is gone")
    case .recordForged:
      LocalizedText(
        french: "Le registre contient des éléments dont l’audit ne dit rien (\(detail))",
        english: "The register holds items of which the audit says nothing (\(detail))")
    case .guardsRemoved:
      LocalizedText(
        french: "La protection de l’audit contre l’écriture a été retirée (\(detail))",
        english: "What keeps the audit append-only was removed (\(detail))")
    case .damaged:
      LocalizedText(
        french: "Le fichier du registre est abîmé (\(detail))", english: "The register's file is damaged (\(detail))")
    }
  }
}
