import ArgumentParser
import Clients
import Configuration
import Maintenance

/// `vigie plan check|show|init`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "The maintenance plan.", subcommands: [Check.self, Show.self, PlanInitCommand.self],
    defaultSubcommand: Check.self)

  /// `vigie plan check [FILE]`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a plan: every fault at its line, all in one go.")
    @Argument(help: "The plan's file; else --plan, else the installed one, else the sandbox.")
    var file: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let (plan, remarks) = try PlanCommand.load(file, session)
        let console = session.console
        if console.isJSON { return try console.json("vigie.plan.check/1", remarks.map(PlanRemark.init)) }
        for remark in remarks { console.say(remark.text(in: console.language)) }
        console.say(PlanCommand.verdict(plan))
        // Good as far as it goes: what it leaves out, nobody would miss before the night it is needed.
        for gap in PlanCommand.gaps(of: plan) { console.say(gap) }
      }
    }
  }

  /// `vigie plan show [FILE] [--section NAME]`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The plan as vigie understands it.",
      discussion: """
        Without --section, all of it. A section is one of: \(PlanChapter.allCases.map(\.rawValue).joined(separator: ", ")); \
        or a path of keys, such as updates.major.notice.
        """)
    @Argument(help: "The plan's file; else --plan, else the installed one, else the sandbox.")
    var file: String?
    @Option(help: "Only this section, or what stands at this path.")
    var section: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let plan = try PlanCommand.load(file, session).plan
        let console = session.console
        guard let section else {
          if console.isJSON { return try console.json("vigie.plan/1", plan) }
          for line in PlanText(plan, in: console.language).lines { console.say(line) }
          return
        }
        let lookup = PlanLookup(plan)
        if console.isJSON, let value = lookup.value(section) { return try console.json("vigie.plan.part/1", value) }
        if let chapter = PlanChapter(rawValue: section), !console.isJSON {
          let lines = PlanText(plan, in: console.language).lines(of: chapter)
          console.say(chapter.title)
          if lines.isEmpty {
            console.say(LocalizedText(french: "  rien dans ce plan", english: "  nothing in this plan"))
          }
          for line in lines { console.say(line) }
        } else if let yaml = lookup.yaml(section) {
          console.print(yaml.hasSuffix("\n") ? yaml : yaml + "\n")
        } else {
          throw PlanCommand.unknown(section, lookup)
        }
      }
    }
  }

  private static func gaps(of plan: Plan) -> [LocalizedText] {
    var gaps: [LocalizedText] = []
    if plan.services.isEmpty {
      gaps.append(LocalizedText(french: "  aucun service n’est suivi", english: "  no service is watched"))
    }
    if plan.backups.isEmpty {
      gaps.append(
        LocalizedText(french: "  rien n’est sauvegardé à heure dite", english: "  nothing is backed up in time"))
    }
    return gaps
  }

  private static func verdict(_ plan: Plan) -> LocalizedText {
    let book = plan.handbook
    let counts: [(french: String, english: String, count: Int)] = [
      ("services", "services", plan.services.count), ("seuils", "thresholds", plan.capacity.count * 2),
      ("volets de sauvegarde", "backup legs", plan.backups.count), ("rondes", "rounds", plan.rounds.count),
      ("tâches", "tasks", plan.rounds.reduce(0) { $0 + $1.tasks.count }),
      ("procédures", "runbooks", book.runbooks.count), ("à remplir", "to fill", book.blanks.count),
    ]
    let french = counts.map { "\($0.french) \($0.count)" }.joined(separator: " · ")
    let english = counts.map { "\($0.english) \($0.count)" }.joined(separator: " · ")
    return LocalizedText(
      french: "\(plan.application) : plan valable · \(french)",
      english: "\(plan.application): the plan is good · \(english)")
  }

  private static func unknown(_ section: String, _ lookup: PlanLookup) -> Complaint {
    let names = PlanChapter.allCases.map(\.rawValue) + lookup.sections
    let near = PlanLookup.nearest(to: section, among: names)
    let list = PlanChapter.allCases.map(\.rawValue).joined(separator: ", ")
    return Complaint(
      french: "--section « \(section) » : rien à cet endroit ; attendu : \(list), ou un chemin de clés"
        + (near.map { " ; vouliez-vous dire « \($0) » ?" } ?? ""),
      english: "--section “\(section)”: nothing stands there; expected \(list), or a path of keys"
        + (near.map { "; did you mean “\($0)”?" } ?? ""), status: 64)
  }

  private static func load(_ file: String?, _ session: Session) throws -> (plan: Plan, remarks: [PlanFault]) {
    guard let file else {
      let source = try session.plan()
      return (source.plan, source.remarks)
    }
    do {
      let loaded = try PlanFile.load(path: file, isKnownZone: PlanSource.isKnownZone)
      session.speak(loaded.plan.language, in: loaded.plan.timezone)
      return (loaded.plan, loaded.remarks)
    } catch {
      throw Complaint(french: error.text(in: .french), english: error.text(in: .english), status: 78)
    }
  }
}
