import ArgumentParser
import Clients
import Dashboard
import Host
import Maintenance
import Operations
import Wire

/// `vigie backups list|show|report|verify|prune|copy|fetch`
struct BackupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "The catalogue of backups.",
    subcommands: [
      List.self, Show.self, Report.self, Verify.self, Prune.self, Copy.self, Fetch.self, Losses.self, Asides.self,
      DropAside.self,
    ],
    defaultSubcommand: List.self)

  /// `vigie backups list [LEG]`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the backups, newest first.")

    @Argument(help: "Only this leg.")
    var leg: BackupLeg?

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
        let legs = situation.backups.filter { leg == nil || $0.leg == leg }
        if session.console.isJSON { return try session.console.json("vigie.backups/1", legs) }
        let zone = session.zone
        let language = session.console.language
        let safety = LocalizedText(french: "copie de sûreté", english: "safety copy").text(in: language)
        let ahead = LocalizedText(french: "datée du futur", english: "dated in the future").text(in: language)
        let damaged = LocalizedText(french: "endommagée", english: "damaged").text(in: language)
        session.console.table(
          [.id, .takenAt, .bytes, .holds, .trust, .remark],
          legs.flatMap { $0.backups.value ?? [] }.map { backup in
            let made = backup.origin.map { origin in
              let time = zone.text(origin.at)
              let words = LocalizedText(french: time, english: time)
              return origin.words(isSafetyCopy: backup.isSafetyCopy, time: words).text(in: language)
            }
            let remarks = [
              made ?? (backup.isSafetyCopy ? safety : nil), backup.aheadSeconds.map { _ in ahead }, backup.fault,
            ]
            return [
              backup.id, zone.text(backup.takenAt), String(backup.bytes),
              backup.contents?.words.text(in: language) ?? "-",
              backup.fault == nil ? backup.trust.words.text(in: language) : damaged,
              remarks.compactMap { $0 }.joined(separator: ", "),
            ]
          }, none: LocalizedText(french: "aucune sauvegarde", english: "no backups"))
      }
    }
  }

  /// `vigie backups show ID`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "All that the manifest of a backup says.")

    @Argument(help: "The backup's id.")
    var id: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let surroundings = session.surroundings
        let folder = try PlanSource(surroundings).load().plan.folders.backups ?? surroundings.state.backups
        guard let manifest = Catalogue.manifest(backups: folder, id: id) else {
          throw Complaint(
            french: "\(folder) ne contient pas de sauvegarde \(id) lisible ; « vigie backups list » les nomme",
            english: "\(folder) holds no backup \(id) that can be read; \"vigie backups list\" names them", status: 66)
        }
        if session.console.isJSON { return try session.console.json("vigie.backup/1", manifest) }
        for line in ManifestText.lines(manifest) { session.console.say(line) }
      }
    }
  }

  /// `vigie backups report`
  struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the state of all backups into a dated file, and send it as the plan says.")

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(session: session, request: .reportBackups, answers: confirmation).run()
      }
    }
  }

  /// `vigie backups copy STORE`
  struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Copy to a store of the plan what it does not have yet.")

    @Argument(help: "The store's name.")
    var store: String

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(session: session, request: .copy(store: store), answers: confirmation).run()
      }
    }
  }

  /// `vigie backups fetch SCOPE --from STORE`
  struct Fetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring back from a store what a restore needs.")

    @Argument(help: "database, files or configuration.")
    var scope: RestoreScope

    @Option(help: "The store's name.")
    var from: String

    @Option(help: "Until this moment, RFC 3339.")
    var to: Timestamp?

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(
          session: session, request: .fetch(store: from, scope: scope, moment: to), answers: confirmation
        ).run()
      }
    }
  }

  /// `vigie backups prune`
  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete the backups whose time is over; --dry-run says of each why it stays or goes.")

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(session: session, request: .prune, answers: confirmation).run()
      }
    }
  }

  /// `vigie backups asides`
  struct Asides: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what restores have set aside, from where `vigie revert` brings it back.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
        let asides = situation.backups.flatMap { $0.asides ?? [] }
        if session.console.isJSON { return try session.console.json("vigie.asides/1", asides) }
        let zone = session.zone
        session.console.table(
          [.id, .since, .bytes, .name],
          asides.map { aside in
            [
              aside.operation, zone.text(aside.at), aside.bytes.map(String.init) ?? "-",
              aside.names.joined(separator: ", "),
            ]
          }, none: LocalizedText(french: "rien n’est mis de côté", english: "nothing is set aside"))
      }
    }
  }

  /// `vigie backups drop-aside OPERATION`
  struct DropAside: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drop-aside", abstract: "Drop what a restore has set aside: it can no longer be undone by name.")

    @Argument(help: "The id of the restore's operation.")
    var operation: String

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(session: session, request: .dropAside(operation: operation), answers: confirmation).run()
      }
    }
  }

  /// `vigie backups verify ID`
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a backup against its checksums and its content.")

    @Argument(help: "The backup's id.")
    var id: String

    @OptionGroup var confirmation: ConfirmationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationRun(session: session, request: .verify(backup: id), answers: confirmation).run()
      }
    }
  }
}
