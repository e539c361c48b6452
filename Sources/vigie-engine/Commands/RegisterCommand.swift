import ArgumentParser
import Clients
import Dashboard
import Host
import Maintenance
import Register

/// `vigie register list|show|verify|export`: read from the file itself, with or without an agent.
struct RegisterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register", abstract: "What was done: who, when, why, with which result.",
    subcommands: [List.self, Show.self, Verify.self, Export.self], defaultSubcommand: List.self)

  /// `vigie register list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The latest rows, newest first.")
    @Option(help: "How many.")
    var limit = 30
    @Option(
      help:
        "Only actions of this name or family: operation, operation.refused, tick, alert, agent, register, … (as --json has them)."
    )
    var action: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard limit >= 1 else { throw ValidationError("--limit \(limit): expected 1 or more") }
    }

    func run() async throws {
      try await RegisterCommand.read(common) { session, register in
        let entries = try register.auditEntries(limit: limit, before: nil, filter: AuditFilter(action: action))
        if session.console.isJSON { return try session.console.json("vigie.audit/1", entries) }
        let zone = session.zone
        let wording = Wording(session.console.language)
        // What an operation was is told by its title; one that cannot be read, by its target.
        let operations = Dictionary(
          Set(entries.compactMap(\.operation)).map { ($0, try? register.operation($0)) },
          uniquingKeysWith: { first, _ in first })
        session.console.table(
          [.row, .moment, .by, .action, .target, .exit, .reason],
          entries.map { entry in
            [
              String(entry.sequence), zone.text(entry.at), entry.by.name, wording.action(of: entry),
              entry.operation.flatMap { operations[$0]??.title.text(in: session.console.language) } ?? entry.target,
              entry.exitStatus.map(String.init) ?? "-",
              entry.reason ?? entry.refusal(among: entry.operation.flatMap { operations[$0] ?? nil }) ?? "",
            ]
          }, none: LocalizedText(french: "aucune ligne", english: "no rows"))
        if entries.count == limit, let oldest = entries.last, oldest.sequence > 1 {
          session.console.remark(
            "les \(limit) dernières ; d’autres avec --limit, tout avec « vigie register export »",
            "the latest \(limit); more with --limit, all with \"vigie register export\"")
        }
      }
    }
  }

  /// `vigie register show NUMBER`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One row, whole.")
    @Argument(help: "The row's number.")
    var number: Int64
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await RegisterCommand.read(common) { session, register in
        guard let entry = try register.auditEntry(number) else {
          throw Complaint(french: "la ligne \(number) n’existe pas", english: "there is no row \(number)")
        }
        try session.console.json("vigie.audit/1", entry)
      }
    }
  }

  /// `vigie register verify`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prove that no row was changed, removed or rewritten.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await RegisterCommand.read(common) { session, register in
        switch try register.verify() {
        case .ok(let rows, let head, _):
          if session.console.isJSON {
            return try session.console.json("vigie.register.verification/1", Verified(rows: rows, head: head))
          }
          session.console.say(
            LocalizedText(
              french: "le registre est intact : \(CountedThing.row.words(Int(rows)).text(in: .french)), tête \(head)",
              english: "the register is intact: \(CountedThing.row.words(Int(rows)).text(in: .english)), head \(head)"))
        case .broken(_, _, let message):
          throw Complaint(french: message.text(in: .french), english: message.text(in: .english), status: 2)
        }
      }
    }
  }

  /// `vigie register export`
  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The whole audit, to standard output.")
    @Option(help: "json, csv or md.")
    var format: ExportFormat = .json
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await RegisterCommand.read(common) { session, register in
        try register.export(format: format) { session.console.print($0) }
      }
    }
  }

  /// A chain that holds.
  private struct Verified: Encodable {
    var rows: Int64
    /// SHA-256 of the newest row, in hexadecimal.
    var head: String
  }

  private static func read(
    _ common: CommonOptions, _ body: (Session, RegisterReader) throws -> Void
  ) async throws {
    try await Session.run(common) { session in
      // A plan that cannot be read does not hide what was done.
      _ = try? session.plan()
      do { try body(session, try RegisterReader(folder: session.surroundings.state.path)) } catch let error
        as RegisterError
      {
        throw Complaint(french: error.message.text(in: .french), english: error.message.text(in: .english), status: 74)
      }
    }
  }
}

extension ExportFormat: ExpressibleByArgument {}
