import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Configuration on its way back: what would change is said, and the programs that read it are asked first.
@Suite struct ConfigurationRestoreTests {
  @Test func whatWouldChangeIsSaidByNameAndNeverByLine() async throws {
    let application = try await Application(withDaemon: false)
    try application.folder.write("data/etc/app/gone.conf", "password=hunter2\n")
    _ = try await application.backUp(.configurationFull)
    try FileSystem.removeFile(application.configuration + "/gone.conf")
    try application.folder.write("data/etc/app/app.conf", "password=hunter3\n")
    try application.folder.write("data/etc/app/new/late.conf", "x\n")
    let preview = await application.preview(.restore(scope: .configuration, backup: nil))
    let lines = preview.preflight.map { $0.text.text(in: .english) }
    let line = "\(application.configuration): 1 to change (app.conf), 1 to bring back (gone.conf), 2 to take away "
    #expect(lines.contains { $0.hasPrefix(line) && $0.contains("new/late.conf") }, "\(lines)")
    #expect(lines.contains("\(application.single): nothing changes"))
    let folder = try await application.order(.restore(scope: .configuration, backup: nil))
    #expect(try await application.run(folder).state == .done)
    let output = String(decoding: folder.output(), as: UTF8.self)
    #expect(output.contains(line) && !output.contains("hunter"))
  }

  @Test func aChangedModeOrOwnerCountsAndATouchDoesNot() async throws {
    let application = try await Application(withDaemon: false)
    let id = try await application.backUp(.configurationFull)
    let backup = try #require(BackupFolder(id: id, backups: application.state.backups))
    let step = Step(
      verb: CompareFolders.name, arguments: ["scope": "configuration", "backup": id], title: both("", ""))
    let context = StepContext(
      step: step, operation: "ID", plan: application.plan, state: application.state, host: application.host,
      orderedAt: Timestamp(milliseconds: 0))
    let restore = try #require(try FolderRestore.all(try backup.manifest(), context).first)
    func difference() async throws -> FolderDifference {
      try await FolderDifference.of(restore, in: backup, context)
    }
    let file = application.configuration + "/app.conf"
    utimes(file, nil)
    #expect(try await difference() == FolderDifference())
    chmod(file, 0o640)
    #expect(try await difference() == FolderDifference(changed: ["app.conf"]))
    await #expect(throws: StepFailure.self) {
      _ = try await restore.prove(application.configuration, backup, backup.manifest(), context)
    }
  }

  @Test func aConfigurationThatIsRefusedNeverComesIntoPlace() async throws {
    try #require(getuid() == 0, "only root can lay one folder over another: run this suite as root")
    try await refused()
  }

  @Test func whatTheProgramsAcceptComesIntoPlace() async throws {
    try #require(getuid() == 0, "only root can lay one folder over another: run this suite as root")
    let application = try await Application { plan, data in
      plan.folders.configurationTests = [["grep", "-q", "^a=1$", data + "/etc/app/app.conf"]]
    }
    _ = try await application.backUp(.configurationFull)
    try application.folder.write("data/etc/app/app.conf", "a=2\n")
    let status = try await application.run(.restore(scope: .configuration, backup: nil))
    #expect(status.state == .done, "\(status)")
    let tries = status.steps.filter { $0.title.text(in: .english).hasPrefix("Try the configuration") }
    #expect(tries.map(\.state) == [.done, .done])
    #expect(try FileSystem.read(application.configuration + "/app.conf") == Array("a=1\n".utf8))
  }

  private func refused() async throws {
    let application = try await Application { plan, data in
      plan.folders.configurationTests = [["grep", "-q", "^good$", data + "/etc/app/app.conf"]]
    }
    _ = try await application.run(.service(verb: .start, name: "site"))
    _ = try await application.backUp(.configurationFull)
    // What runs now would pass; what was saved does not.
    try application.folder.write("data/etc/app/app.conf", "good\n")
    let before = try application.listing(application.configuration)
    let pid = application.daemonPID
    let status = try await application.run(.restore(scope: .configuration, backup: nil))
    #expect(status.state == .failed && status.message?.contains("grep: exit status 1") == true, "\(status)")
    #expect(status.wayBack == nil && status.message?.contains("not touched") == true)
    #expect(try application.listing(application.configuration) == before)
    #expect(application.daemonPID == pid && pid != nil)
    #expect(try FileSystem.names(in: application.folder.path + "/data/etc").sorted() == ["app", "single.conf"])
  }
}
