import ArgumentParser
import Clients
import Configuration
import Host
import Maintenance
import Probes

/// `vigie plan init [FILE]`
struct PlanInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a first plan for this host.",
    discussion: """
      Looks for units, web roots, databases and logs, asks four questions, and writes a commented plan. It never writes over a \
      file. --no-input asks nothing, --dry-run prints the plan, --rootfs looks at a copy of another host.
      """)

  @Argument(help: "The file to write.")
  var file = "plan.yaml"

  @Option(help: "The application's name.")
  var application: String?

  @Option(help: "The zone in which times are meant, Europe/Paris.")
  var timezone: String?

  @Flag(help: "This is production.")
  var production = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      let console = session.console
      if !common.dryRun { try session.mayChange() }
      if !common.dryRun, FileSystem.exists(file) { throw Self.isThere(file) }
      let found = await HostDiscovery(session.surroundings.host).look()
      Self.tell(found, console)
      let answers = try PlanQuestions(session: session, found: found).ask(
        application: application, timezone: timezone, production: production ? true : nil)
      let yaml = PlanDraft(answers, found).yaml
      if common.dryRun { return console.print(yaml) }
      try NewFile.write(file, yaml)
      let name = CommandText.quoted(file)
      console.say(
        LocalizedText(
          french: """
            \(file) est écrit. Et maintenant :
              vigie plan check \(name)     ce qu'il en dit
              vigie plan show \(name)      ce que vigie a compris
              vigie --plan \(name)         le tableau de bord
              sudo install -D -m 0644 \(name) /etc/vigie/plan.yaml   quand il est bon
            """,
          english: """
            \(file) is written. What comes next:
              vigie plan check \(name)     what is to be said of it
              vigie plan show \(name)      what vigie has understood
              vigie --plan \(name)         the dashboard
              sudo install -D -m 0644 \(name) /etc/vigie/plan.yaml   when it is right
            """))
    }
  }

  private static func tell(_ found: DiscoveredHost, _ console: Console) {
    func list(_ items: [String]) -> String { items.isEmpty ? "–" : items.joined(separator: ", ") }
    let units = list(found.services.map(\.unit))
    let database = list([found.engine?.rawValue, found.schema].compactMap(\.self))
    let (roots, logs) = (list(found.webRoots), list(found.logs.map(\.path)))
    console.remark(
      "Trouvé : unités \(units) · base \(database) · racines web \(roots) · journaux \(logs)",
      "Found: units \(units) · database \(database) · web roots \(roots) · logs \(logs)")
  }

  static func isThere(_ file: String) -> Complaint {
    Complaint(
      french: "\(file) existe déjà, et n'est pas écrasé ; donnez un autre nom, ou --dry-run",
      english: "\(file) is there already, and is not overwritten; give another name, or --dry-run", status: 73)
  }
}
