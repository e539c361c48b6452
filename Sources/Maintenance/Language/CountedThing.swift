/// What is counted in sentences for people, with both of its forms in each language.
public enum CountedThing: Sendable, CaseIterable {
  case table, row, file, logFile, object, backup, event, statement, commit, connection, value, trigger

  /// `1 table`, `2 481 907 lignes`, `2,481,907 rows`: French counts nought and one in the singular, English one alone.
  public func words(_ count: Int) -> LocalizedText {
    let (french, english) = nouns
    return LocalizedText(
      french: "\(CountedThing.grouped(count, "\u{A0}")) \(count < 2 ? french.one : french.many)",
      english: "\(CountedThing.grouped(count, ",")) \(count == 1 ? english.one : english.many)")
  }

  private var nouns: (french: (one: String, many: String), english: (one: String, many: String)) {
    switch self {
    case .table: (("table", "tables"), ("table", "tables"))
    case .row: (("ligne", "lignes"), ("row", "rows"))
    case .file: (("fichier", "fichiers"), ("file", "files"))
    case .logFile: (("journal", "journaux"), ("log file", "log files"))
    case .object: (("objet", "objets"), ("object", "objects"))
    case .backup: (("sauvegarde", "sauvegardes"), ("backup", "backups"))
    case .event: (("événement", "événements"), ("event", "events"))
    case .statement: (("instruction", "instructions"), ("statement", "statements"))
    case .commit: (("écriture", "écritures"), ("commit", "commits"))
    case .connection: (("connexion", "connexions"), ("connection", "connections"))
    case .trigger: (("déclencheur", "déclencheurs"), ("trigger", "triggers"))
    case .value: (("valeur", "valeurs"), ("value", "values"))
    }
  }

  /// In groups of three from the right.
  private static func grouped(_ count: Int, _ separator: String) -> String {
    var digits = String(count)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: separator)
  }
}
