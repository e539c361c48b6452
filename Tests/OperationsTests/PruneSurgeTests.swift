import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Many backups that would go at once, and dates that cannot be true: on a real catalogue.
@Suite struct PruneSurgeTests {
  /// Gives a backup another date.
  private func redate(_ id: String, days: Double, _ application: Application) throws {
    let folder = try #require(BackupFolder(id: id, backups: application.state.backups))
    var manifest = try folder.manifest()
    manifest.takenAt = manifest.takenAt.adding(seconds: days * 86_400)
    try FileSystem.writeAtomically(folder.file(BackupFolder.manifestName), JSONText.page(manifest))
  }

  @Test func whatIsDatedInTheFutureIsNotTheNewest() async throws {
    let application = try await Application()
    let ahead = try await application.backUp(.filesFull)
    try redate(ahead, days: 3, application)
    let newest = try await application.backUp(.filesFull)
    #expect(newest != ahead)
    let preview = await application.preview(.restore(scope: .files, backup: nil, moment: nil))
    #expect(preview.request == .restore(scope: .files, backup: newest, moment: nil))
    // Chosen by a person it is taken, and said.
    let chosen = await application.preview(.restore(scope: .files, backup: ahead, moment: nil))
    #expect(chosen.isAllowed)
    #expect(
      chosen.preflight.contains { $0.severity == .warning && $0.text.text(in: .english).contains("in the future") })
    // Where there is no other it is the one to start from.
    try FileSystem.removeTree(try #require(BackupFolder(id: newest, backups: application.state.backups)).path)
    let alone = await application.preview(.restore(scope: .files, backup: nil, moment: nil))
    #expect(alone.request == .restore(scope: .files, backup: ahead, moment: nil))
  }

  @Test func manyAtOnceWantTheirName() async throws {
    let application = try await Application()
    var plan = application.plan
    plan.backups = [BackupPlan(leg: .filesFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)]
    var old: [String] = []
    for day in 0..<6 {
      let id = try await application.backUp(.filesFull)
      try redate(id, days: -400 - Double(day), application)
      old.append(id)
    }
    let newest = try await application.backUp(.filesFull)
    func preview() async -> OperationPreview {
      await Procedures.preview(request: .prune, plan: plan, state: application.state, host: application.host)
    }
    let asked = await preview()
    #expect(asked.procedure.confirmation == .typeName("backups"))
    #expect(asked.commandLine == "vigie backups prune --confirm backups")
    #expect(asked.preflight.contains { $0.text.text(in: .english).hasPrefix("5 of the 7 backups of files.full") })
    let now = Timestamp(milliseconds: application.host.clock.wallMilliseconds())
    let ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: asked, plan: plan, by: .agent, reason: nil, at: now)
    let status = try await application.run(try OperationFolder.create(ticket, state: application.state))
    #expect(status.state == .done, "\(status.message ?? "")")
    // The newest, and the one full from before the time.
    #expect(Set(try application.catalogue(.filesFull).map(\.id)) == [newest, old[0]])
    #expect(Set(PrunedBackups.ids(application.state)) == Set(old.dropFirst()))
    // Nothing is left to ask.
    let after = await preview()
    #expect(after.procedure.confirmation == .yes && after.commandLine == "vigie backups prune --yes")
  }

  /// What cannot be deleted to its end is no backup any more, and goes with the next prune.
  @Test func whatIsDeletedInPartIsNotListed() async throws {
    let application = try await Application()
    var plan = application.plan
    plan.backups = [BackupPlan(leg: .filesFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)]
    let old = try await application.backUp(.filesFull)
    try redate(old, days: -401, application)
    // The last from before the time is kept.
    try redate(try await application.backUp(.filesFull), days: -400, application)
    let newer = try await application.backUp(.filesFull)
    let folder = try #require(BackupFolder(id: old, backups: application.state.backups)).path
    // A place where something is mounted cannot be deleted.
    try FileSystem.makeFolder(folder + "/mounted")
    let place = folder + "/mounted"
    try #require(mount("tmpfs", place, "tmpfs", 0, "size=64k") == 0)
    defer {
      umount2(place, Int32(MNT_DETACH))
      umount2(folder + PruneBackups.ending + "/mounted", Int32(MNT_DETACH))
    }
    func prune() async throws -> OperationStatus {
      let asked = await Procedures.preview(
        request: .prune, plan: plan, state: application.state, host: application.host)
      let now = Timestamp(milliseconds: application.host.clock.wallMilliseconds())
      let ticket = Procedures.ticket(
        id: OperationID.make(at: now), preview: asked, plan: plan, by: .agent, reason: nil, at: now)
      return try await application.run(try OperationFolder.create(ticket, state: application.state))
    }
    func listed() throws -> [String] {
      try Catalogue.list(backups: application.state.backups, leg: .filesFull, plan: nil, now: .init(seconds: 4e9)).map(
        \.id)
    }
    #expect(try await prune().state == .failed)
    #expect(try !listed().contains(old) && listed().contains(newer))
    umount2(folder + PruneBackups.ending + "/mounted", Int32(MNT_DETACH))
    #expect(try await prune().state == .done)
    #expect(!FileSystem.exists(folder) && !FileSystem.exists(folder + PruneBackups.ending))
  }
}
