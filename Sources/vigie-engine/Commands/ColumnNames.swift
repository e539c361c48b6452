import Maintenance

/// The names over the columns of lists on the command line.
extension LocalizedText {
  static let id = LocalizedText("id")
  static let state = LocalizedText(french: "état", english: "state")
  static let severity = LocalizedText(french: "gravité", english: "severity")
  static let resource = LocalizedText(french: "ressource", english: "resource")
  static let used = LocalizedText(french: "utilisé", english: "used")
  static let warning = LocalizedText(french: "alerte", english: "warning")
  static let critical = LocalizedText(french: "critique", english: "critical")
  static let since = LocalizedText(french: "depuis", english: "since")
  static let problem = LocalizedText(french: "problème", english: "problem")
  static let takenBy = LocalizedText(french: "pris par", english: "taken by")
  static let start = LocalizedText(french: "début", english: "start")
  static let exit = LocalizedText(french: "statut", english: "exit")
  static let procedure = LocalizedText(french: "procédure", english: "procedure")
  static let target = LocalizedText(french: "cible", english: "target")
  static let by = LocalizedText(french: "par", english: "by")
  static let row = LocalizedText(french: "ligne", english: "row")
  static let moment = LocalizedText(french: "moment", english: "moment")
  static let action = LocalizedText("action")
  static let reason = LocalizedText(french: "motif", english: "reason")
  static let leg = LocalizedText(french: "sauvegarde", english: "leg")
  static let takenAt = LocalizedText(french: "prise à", english: "taken at")
  static let bytes = LocalizedText(french: "octets", english: "bytes")
  static let trust = LocalizedText(french: "confiance", english: "trust")
  static let remark = LocalizedText(french: "remarque", english: "remark")
}
