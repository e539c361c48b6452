import Host
import Maintenance

/// What must hold on the live server before a schema is put in place by name.
enum SchemaPreflight {
  /// What the account does in the schema that is loaded and in the one that is set aside.
  static let privileges = [
    "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "REFERENCES", "INDEX", "ALTER", "LOCK TABLES",
    "CREATE VIEW", "SHOW VIEW", "CREATE ROUTINE", "ALTER ROUTINE", "EVENT", "TRIGGER",
  ]

  /// Whether the account may make the schemas beside the live one, and what an administrator grants where not.
  static func grants(_ held: SchemaPrivileges, of schema: String, _ context: StepContext) -> [Preflight] {
    let names = SchemaNames(live: schema, operation: OperationID.compact(context.now) + "0000")
    let aside = held.missing(privileges, in: names.new) + held.missing(privileges, in: names.before)
    let live = held.missing(privileges, in: schema)
    var lines: [Preflight] = []
    let account = context.say("le compte qui restaure", "the account that restores")
    if !live.isEmpty {
      lines.append(
        .critical(
          "Droits manquants sur \(schema) (\(live.joined(separator: ", "))) : GRANT ALL ON \(ServerDatabase.identifier(schema)).* TO \(account)",
          "Missing grants on \(schema) (\(live.joined(separator: ", "))): GRANT ALL ON \(ServerDatabase.identifier(schema)).* TO \(account)"
        ))
    }
    if !aside.isEmpty {
      let pattern = SchemaNames.pattern(of: schema)
      lines.append(
        .critical(
          "La base est chargée à côté de l’actuelle, puis mise en place par son nom : GRANT ALL ON `\(pattern)`.* TO \(account)",
          "The schema is loaded beside the live one, then put in place by name: GRANT ALL ON `\(pattern)`.* TO \(account)"
        ))
    }
    return lines.isEmpty
      ? [.fine("Le compte peut charger la base à côté", "The account may load the schema beside the live one")] : lines
  }

  /// Who is in the schema, and what of that cannot be seen.
  static func connections(_ database: ServerDatabase) async throws(StepFailure) -> [Preflight] {
    let schema = database.plan.schema
    let holders = try await LockHolders.read(database)
    let inside = holders.connections.count
    let open = holders.connections.filter { $0.hasTransaction && $0.seconds > 5 }
    var lines: [Preflight] = []
    if !holders.seesOthers {
      lines.append(
        .advice(
          "Connexions des autres : pas visibles ; GRANT PROCESS ON *.* au compte qui restaure les montrerait",
          "Connections of others: not visible; GRANT PROCESS ON *.* to the account that restores would show them"))
    } else if inside == 0 {
      lines.append(.fine("Aucune connexion ouverte sur \(schema)", "No connection is open on \(schema)"))
    } else {
      let counted = CountedThing.connection.words(inside)
      lines.append(
        .advice(
          "\(counted.text(in: .french)) sur \(schema) : ce qui écrit sera arrêté, le reste attendra un instant",
          "\(counted.text(in: .english)) on \(schema): what writes will be stopped, the rest will wait a moment"))
    }
    if let first = open.first {
      lines.append(
        .warning(
          "Transaction ouverte depuis \(first.seconds) s (\(first.user)@\(first.host)) : la mise en place l’attendra une minute, puis renoncera ; KILL \(first.id)",
          "A transaction has been open for \(first.seconds) s (\(first.user)@\(first.host)): putting in place will wait a minute for it, then give up; KILL \(first.id)"
        ))
    }
    return lines
  }

  /// Foreign keys of other schemas that lead here: named, and whether the account may lead them to the new tables.
  static func outsideKeys(_ database: ServerDatabase, _ held: SchemaPrivileges) async throws(StepFailure) -> [Preflight]
  {
    let (keys, unseen) = try await OutsideKey.read(database)
    var lines = keys.map { key -> Preflight in
      let missing = held.missing(["ALTER", "REFERENCES"], in: key.schema)
      let name = "\(key.schema).\(key.table) (\(key.name))"
      return missing.isEmpty
        ? .fine(
          "Clé étrangère d’une autre base, refaite vers les nouvelles tables : \(name)",
          "Foreign key of another schema, made anew towards the new tables: \(name)")
        : .critical(
          "Clé étrangère d’une autre base, que le compte ne peut pas refaire : \(name) ; GRANT ALTER, REFERENCES ON \(ServerDatabase.identifier(key.schema)).*",
          "Foreign key of another schema that the account may not make anew: \(name); GRANT ALTER, REFERENCES ON \(ServerDatabase.identifier(key.schema)).*"
        )
    }
    if unseen == nil {
      lines.append(
        .warning(
          "Clés étrangères d’autres bases vers celle-ci : inconnues, le compte ne les voit pas ; GRANT PROCESS ON *.* au compte qui restaure",
          "Foreign keys of other schemas to this one: unknown, the account does not see them; GRANT PROCESS ON *.* to the account that restores"
        ))
    }
    if let unseen, !unseen.isEmpty {
      let tables = unseen.joined(separator: ", ")
      lines.append(
        .critical(
          "Clés étrangères d’autres bases, que le compte ne peut pas refaire : \(tables) ; GRANT SELECT, ALTER, REFERENCES sur ces bases",
          "Foreign keys of other schemas that the account may not make anew: \(tables); GRANT SELECT, ALTER, REFERENCES on those schemas"
        ))
    }
    return lines
  }
}
