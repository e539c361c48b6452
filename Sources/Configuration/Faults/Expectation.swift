import Maintenance

/// What should have stood in a place, in both languages, as the end of a sentence.
struct Expectation {
  var french, english: String

  init(_ french: String, _ english: String) {
    self.french = french
    self.english = english
  }

  static func oneOf(_ values: [String]) -> Expectation {
    let list = values.joined(separator: ", ")
    return Expectation("l'une de ces valeurs : \(list)", "one of: \(list)")
  }

  static let text = Expectation("un texte", "a text")
  static let texts = Expectation("un texte ou une liste de textes", "a text or a list of texts")
  static let localized = Expectation("un texte ou {fr: …, en: …}", "a text or {fr: …, en: …}")
  static let mapping = Expectation("des clés et leurs valeurs", "keys with their values")
  static let list = Expectation("une liste", "a list")
  static let yesOrNo = Expectation("true ou false", "true or false")
  static let absolutePath = Expectation("un chemin absolu, qui commence par /", "an absolute path, beginning with /")
  static let threshold = Expectation(
    "un seuil entre 0 et 100 %, par exemple « > 70% » ou « > 70% for 1h »",
    "a threshold between 0 and 100 %, such as “> 70%” or “> 70% for 1h”")
  static let timeOfDay = Expectation("une heure entre 00:00 et 23:59", "a time of day from 00:00 to 23:59")
  static let timeOfWeek = Expectation(
    "un jour et une heure, par exemple « Sun 02:00 »", "a day and a time, such as “Sun 02:00”")
  static let url = Expectation(
    "une adresse http:// ou https://", "an address beginning with http:// or https://")
  static let duration = Expectation(
    "une durée, par exemple 15m, 6h, 30d ou 1y", "a duration, such as 15m, 6h, 30d or 1y")

  static let name = Expectation(
    "un nom fait de lettres, de chiffres et de . _ -", "a name of letters, digits and . _ -")
  static let identifier = Expectation(
    "un nom fait de lettres, de chiffres, de _ et de $", "a name of letters, digits, _ and $")

  static func name(of section: String, _ names: [String]) -> Expectation {
    let list = names.isEmpty ? "" : " (\(names.map { Found.printable($0) }.joined(separator: ", ")))"
    return Expectation("un nom de « \(section) »\(list)", "a name of “\(section)”\(list)")
  }

  static func duration(from low: Double, to high: Double) -> Expectation {
    let (low, high) = (PlanDuration.text(low), PlanDuration.text(high))
    return Expectation("une durée de \(low) à \(high)", "a duration from \(low) to \(high)")
  }

  static func integer(_ range: ClosedRange<Int>) -> Expectation {
    Expectation(
      "un nombre entier de \(range.lowerBound) à \(range.upperBound)",
      "a whole number from \(range.lowerBound) to \(range.upperBound)")
  }
}
