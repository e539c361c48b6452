import Maintenance

/// A first plan for a host: what was found there, the thresholds and legs of the written procedure, and comments that say what
/// to look at. ``PlanLoader`` reads it without a fault.
public struct PlanDraft {
  private let answers: PlanAnswers
  private let found: DiscoveredHost

  /// A draft from what a person answered and what was found.
  public init(_ answers: PlanAnswers, _ found: DiscoveredHost) {
    self.answers = answers
    self.found = found
  }

  /// The text of the file.
  public var yaml: String {
    let parts = [head, services, databases, capacity, folders, backups, rounds, logs, more]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var isFrench: Bool { answers.language == .french }
  private func pick(_ french: String, _ english: String) -> String { isFrench ? french : english }

  private var head: String {
    """
    # \(pick("Le plan de maintenance de", "The maintenance plan of")) \(Self.line(answers.application)).
    # \(pick("Vérifier : vigie plan check FICHIER. Montrer : vigie plan show FICHIER.",
             "Check it: vigie plan check FILE. Show it: vigie plan show FILE."))
    # \(pick("Seul root, ou l'utilisateur qui lance vigie, doit pouvoir écrire ce fichier.",
             "Only root, or the user who runs vigie, may be able to write this file."))
    application: \(Self.quoted(answers.application))
    timezone: \(answers.timezone)
    language: \(answers.language.rawValue)
    production: \(answers.production)
    """
  }

  private var services: String {
    var lines = [pick("# Ce qui tourne, et comment l'interroger.", "# What runs, and how it is asked.")]
    let hasWeb = found.services.contains { $0.name == "nginx" || $0.name == "apache" }
    if hasWeb || !found.services.isEmpty { lines.append("services:") }
    if hasWeb {
      let address = (found.usesTLS ? "https://" : "http://") + (found.serverNames.first ?? "127.0.0.1") + "/"
      let certificate = found.usesTLS ? ", certificate: {warn: 21d, critical: 7d}" : ""
      lines.append("  site: {http: {url: \(Self.quoted(address)), expect: 200, within: 2s\(certificate)}}")
    }
    for service in found.services {
      let port = service.port.map { ", tcp: \($0)" } ?? ""
      lines.append("  \(service.name): {unit: \(Self.quoted(service.unit))\(port)}")
    }
    if lines.count == 1 {
      lines += [
        pick(
          "# Aucun service connu n'a été trouvé. Par exemple :", "# No service that is known was found. For instance:"),
        "# services:", "#   site: {http: {url: http://127.0.0.1/, expect: 200, within: 2s}}",
      ]
    }
    return lines.joined(separator: "\n")
  }

  private var hasDatabase: Bool { found.engine != nil && found.schema != nil }

  private var databases: String {
    let engine = found.engine ?? .mariadb
    let isFile = engine == .sqlite
    let credentials = isFile ? [] : ["    credentials: /etc/vigie/main.cnf"]
    let body =
      [
        "databases:", "  main:", "    engine: \(engine.rawValue)",
        "    schema: \(Self.quoted(found.schema ?? (isFile ? "/path/to/database.sqlite" : "application")))",
      ] + credentials
    let what = pick(
      "# credentials : un fichier [client] avec user et password, mode 0600 ; rien de secret en ligne de commande.",
      "# credentials: a [client] file with user and password, mode 0600; nothing secret on a command line.")
    if hasDatabase { return ([what] + body).joined(separator: "\n") }
    guard found.engine != nil else { return "" }
    let name = pick(
      "# Le nom de la base n'a pas été trouvé : le donner, et enlever les #.",
      "# The name of the database was not found: give it, and take the # away.")
    return ([what, name] + body.map { "# " + $0 }).joined(separator: "\n")
  }

  private var capacity: String {
    let connections = hasDatabase ? ["  connections: {alert: \"> 80%\", critical: \"> 90%\"}"] : []
    return
      ([
        pick("# Au-dessus du pourcentage, aussi longtemps que dit.", "# Above the percentage, for as long as it says."),
        "capacity:", "  cpu: {alert: \"> 70% for 1h\", critical: \"> 85% for 15m\"}",
        "  memory: {alert: \"> 80% for 1h\", critical: \"> 90% for 15m\"}",
        "  disk: {alert: \"> 75%\", critical: \"> 90%\"}",
      ] + connections).joined(separator: "\n")
  }

  /// The folder of the application: a web root that is called `public` lies in it.
  private var filesFolder: String? {
    guard let root = found.webRoots.first else { return nil }
    for end in ["/public", "/web", "/htdocs"] where root.hasSuffix(end) && root.count > end.count {
      return String(root.dropLast(end.count))
    }
    return root
  }

  private var folders: String {
    var lines = [
      pick(
        "# Ce que sauvegardent les volets des fichiers et de la configuration.",
        "# What the legs of files and configuration save."), "folders:",
    ]
    if let files = filesFolder { lines.append("  files: \(Self.quoted(files))") }
    if !found.configuration.isEmpty {
      lines.append("  configuration: [\(found.configuration.map(Self.quoted).joined(separator: ", "))]")
    }
    return lines.count > 2 ? lines.joined(separator: "\n") : ""
  }

  private var backups: String {
    var legs: [String] = []
    if hasDatabase { legs.append("  database.full: {at: \"01:00\", keep: 30d}") }
    if hasDatabase, found.engine != .sqlite {
      legs += ["  database.differential: {every: 6h, keep: 7d}", "  database.log: {every: 1h, keep: 24h}"]
    }
    if filesFolder != nil {
      legs += ["  files.full: {at: \"03:00\", keep: 90d}", "  files.incremental: {at: \"15:00\", keep: 90d}"]
    }
    if !found.configuration.isEmpty {
      legs.append("  configuration.full: {on: change, weekly: \"Sun 02:00\", keep: 1y}")
    }
    if legs.isEmpty { return "" }
    let what = pick(
      "# Les volets des sauvegardes : ce qui les lance, et combien de temps on les garde.",
      "# The legs of the backups: what starts them, and how long they are kept.")
    return ([what, "backups:"] + legs).joined(separator: "\n")
  }

  private var rounds: String {
    let tasks: [(name: String, french: String, english: String, evidence: String)] = [
      ("error-logs", "Lire les erreurs des journaux", "Read the errors in the logs", "logs.errors"),
      ("active-alerts", "Traiter les alertes en cours", "Deal with the active alerts", "alerts"),
      ("services", "Vérifier que les services répondent", "Check that the services answer", "services"),
      ("backups", "Contrôler les sauvegardes", "Check the backups", "backups"),
      ("metrics", "Suivre les mesures de performance", "Watch the performance figures", "capacity"),
    ]
    let lines = tasks.map { task in
      """
          - task: \(task.name)
            title: {fr: "\(task.french)", en: "\(task.english)"}
            evidence: \(task.evidence)
      """
    }
    let what = pick(
      "# Les rondes ; « evidence » nomme ce que vigie mesure de la tâche.",
      "# The rounds; `evidence` names what vigie measures about the task.")
    return ([what, "rounds:", "  daily:"] + lines).joined(separator: "\n")
  }

  private var logs: String {
    if found.logs.isEmpty { return "" }
    let lines = found.logs.map { log in
      let type = log.type.map { ", type: \($0.rawValue)" } ?? ""
      return "  \(log.name): {path: \(Self.quoted(log.path)), format: \(log.format.rawValue)\(type)}"
    }
    return ([pick("# Les journaux à surveiller.", "# The logs to watch."), "logs:"] + lines).joined(separator: "\n")
  }

  private var more: String {
    """
    # \(pick("Pour aller plus loin : stores, verification, drills, windows, updates, runbooks, scaling, rotation, contacts,",
             "To go further: stores, verification, drills, windows, updates, runbooks, scaling, rotation, contacts,"))
    # \(pick("audiences, channels, templates, duties. docs/PLAN.md a toutes les clés ; plans/nationsounds.yaml les montre toutes.",
             "audiences, channels, templates, duties. docs/PLAN.md has every key; plans/nationsounds.yaml shows them all."))
    """
  }

  /// Between double quotes, whatever it holds (YAML 1.2, 7.3.1); without control characters.
  private static func quoted(_ text: String) -> String {
    "\"" + line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// On one line, without characters that act on a terminal or end a comment.
  private static func line(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !Found.isControl($0) }))
  }
}
