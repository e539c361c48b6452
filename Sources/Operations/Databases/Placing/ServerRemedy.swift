import Maintenance

/// What mends an error of the server, by its number: the line that an administrator runs.
/// Numbers: https://mariadb.com/kb/en/mariadb-error-code-reference/
enum ServerRemedy {
  /// A failure with what mends it, where that is known.
  static func explained(_ failure: StepFailure, _ database: ServerDatabase) -> StepFailure {
    guard let number = number(in: failure.message), let text = text(number, database) else { return failure }
    var failure = failure
    failure.message += " — " + database.context.say(text)
    return failure
  }

  /// `ERROR 1419 (HY000) at line 3: …` → 1419.
  static func number(in message: String) -> Int? {
    guard let start = message.firstRange(of: "ERROR ") else { return nil }
    return Int(message[start.upperBound...].prefix { $0.isNumber })
  }

  private static func text(_ number: Int, _ database: ServerDatabase) -> LocalizedText? {
    let pattern = SchemaNames.pattern(of: database.plan.schema)
    switch number {
    case 1419:
      return both(
        "à faire par un administrateur du serveur : SET GLOBAL log_bin_trust_function_creators=1, et la même ligne sous [mysqld]",
        "an administrator of the server runs: SET GLOBAL log_bin_trust_function_creators=1, and adds the same line below [mysqld]"
      )
    case 1227:
      return both(
        "un objet a un autre auteur (DEFINER) : GRANT SET USER ON *.* TO le compte qui restaure",
        "an object has another definer: GRANT SET USER ON *.* TO the account that restores")
    case 1153:
      return both(
        "une ligne est plus longue que ce que le serveur prend : SET GLOBAL max_allowed_packet=1073741824, et la même ligne sous [mysqld]",
        "a row is longer than the server takes: SET GLOBAL max_allowed_packet=1073741824, and the same line below [mysqld]"
      )
    case 1118:
      return both(
        "le serveur refuse la forme d’une table : SET GLOBAL innodb_strict_mode=OFF, comme lors de sa création",
        "the server refuses the form of a table: SET GLOBAL innodb_strict_mode=OFF, as when it was made")
    case 1449:
      return both(
        "l’auteur (DEFINER) d’un objet n’existe pas sur ce serveur : CREATE USER pour ce compte d’abord",
        "the definer of an object does not exist on this server: CREATE USER for that account first")
    case 1044, 1045, 1142, 1143, 1370:
      return both(
        "droits manquants : GRANT ALL ON `\(pattern)`.* TO le compte qui restaure, comme sur \(database.plan.schema)",
        "missing grants: GRANT ALL ON `\(pattern)`.* TO the account that restores, as on \(database.plan.schema)")
    case 1114, 1021, 1030, 3, 28:
      return both(
        "le disque du serveur est plein, ou presque : faites de la place, puis recommencez",
        "the server's disk is full, or nearly: make room, then start again")
    case 1205:
      return both(
        "une autre connexion tient une table : laissez-la finir ou mettez-y fin",
        "another connection holds a table: let it end, or end it")
    case 1286:
      return both(
        "il manque au serveur un moteur de tables : INSTALL SONAME …",
        "the server lacks an engine of tables: INSTALL SONAME …")
    default: return nil
    }
  }
}
