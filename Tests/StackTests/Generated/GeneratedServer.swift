import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A server for generated schemas, one after the other, and a state folder for their backups.
final class GeneratedServer: Sendable {
  let folder: TemporaryFolder
  let server: MariaDBServer
  let state: StateFolder
  let host = Host(
    clock: SystemClock(), roots: Roots(),
    commands: SubprocessRunner(home: "/", graceSeconds: 1, companionGraceSeconds: 0.3))

  init(settings: [String] = []) async throws {
    folder = try TemporaryFolder()
    server = try await MariaDBServer(folder: folder.path + "/m", settings: settings)
    state = StateFolder(folder.path + "/s")
    try await server.start()
  }

  /// Runs a script statement by statement; those that the server refuses are left out. Answers what it said of them.
  @discardableResult
  func run(_ script: String) async throws -> [String] {
    let result = try await SubprocessRunner(home: "/").run(
      Command(
        "mariadb",
        ["--defaults-file=\(server.rootCredentials)", "--force", "--default-character-set=utf8mb4", "--binary-mode"],
        inputText: script, limitSeconds: 300))
    return result.errorText.split(separator: "\n").filter { $0.hasPrefix("ERROR") }.map(String.init)
  }

  func plan(_ schema: String) -> Plan {
    var plan = Plan(application: "Generated", timezone: "UTC")
    plan.language = .english
    var database = DatabasePlan(name: "main", engine: .mariadb, schema: schema, credentials: server.rootCredentials)
    database.restoreCredentials = server.rootCredentials
    plan.databases = [database]
    return plan
  }

  func run(_ request: OperationRequest, schema: String, commands: (any CommandRunner)? = nil) async throws
    -> OperationStatus
  {
    let plan = plan(schema)
    let preview = await Procedures.preview(request: request, plan: plan, state: state, host: host)
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: plan, by: .agent, reason: nil, at: now)
    let folder = try OperationFolder.create(ticket, state: state)
    var host = host
    if let commands { host.commands = commands }
    _ = await Worker.run(id: folder.id, state: state, host: host, handlesSignals: false)
    return try folder.status(now: now.adding(seconds: 3600))
  }

  /// A full backup that must be made.
  func backUp(_ schema: String) async throws -> BackupManifest {
    let before = Set(Catalogue.manifests(backups: state.backups, leg: .databaseFull).map(\.id))
    let status = try await run(.backup(leg: .databaseFull), schema: schema)
    try #require(status.state == .done, "\(schema): \(status.message ?? "")")
    return try #require(
      Catalogue.manifests(backups: state.backups, leg: .databaseFull).first { !before.contains($0.id) })
  }

  /// A moment in a second of its own, by the server's clock: nothing is written in it, nor next to it.
  func quietMoment() async throws -> Timestamp {
    let second = Int64(try await server.query("SELECT UNIX_TIMESTAMP()").first ?? "") ?? 0
    try await server.query("DO SLEEP(\(second + 2) - UNIX_TIMESTAMP(NOW(6)))")
    return Timestamp(milliseconds: (second + 1) * 1000)
  }

  func fingerprint(_ schema: String) async throws -> ServerFingerprint {
    try await ServerFingerprint.read(schema, options: server.rootCredentials)
  }

  /// The one place that says how a backup is brought back: what it is then. Today in the throwaway server.
  func restored(_ manifest: BackupManifest, moment: Timestamp? = nil) async throws -> ServerFingerprint {
    let schema = try #require(manifest.server?.schema)
    let folder = try #require(BackupFolder(id: manifest.id, backups: state.backups))
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let context = StepContext(
      step: Step(verb: RebuildSchema.name, title: LocalizedText("rebuild")), operation: OperationID.make(at: now),
      plan: plan(schema), state: state, host: host, orderedAt: now)
    return try await RebuildSchema.rebuild(folder, manifest, moment: moment, context) {
      server, _ async throws(StepFailure) in
      do {
        return try await ServerFingerprint.read(schema, options: server.database.credentials)
      } catch {
        throw StepFailure("\(error)")
      }
    }
  }
}
