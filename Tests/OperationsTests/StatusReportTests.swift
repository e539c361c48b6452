import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct StatusReportTests {
  @Test func theReportIsWrittenAndHandedToTheProgramOfThePlan() async throws {
    let application = try await Application(withDaemon: false) { plan, data in
      plan.backups = [BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 86_400)]
      var item = VerificationItem(
        name: "status", title: LocalizedText("Status"), mode: .automatic, cadence: .daily)
      item.minute = 480
      item.send = ["sh", "-c", "cat > \"$0\"", data + "/sent"]
      plan.handbook.verification = [item]
    }
    _ = try await application.backUp(.databaseFull)
    let status = try await application.run(.reportBackups)
    #expect(status.state == .done && status.message?.hasSuffix("all in order") == true, "\(status)")
    let sent = String(decoding: try FileSystem.read(application.folder.path + "/data/sent"), as: UTF8.self)
    #expect(sent.contains("Database, full (database.full)") && sent.contains("read through on"))
    #expect(StatusReports.latest(application.state) != nil)
    // A try that failed since is in it.
    let broken = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.executable == "sqlite3" ? command.wrapped("exit 7") : nil
    }
    #expect(try await application.run(.backup(leg: .databaseFull), commands: broken).state == .failed)
    let second = try await application.run(.reportBackups)
    #expect(second.message?.hasSuffix("1 to look at") == true, "\(second)")
  }

  @Test func aReportThatCannotBeSentIsAFailure() async throws {
    let application = try await Application(withDaemon: false) { plan, _ in
      var item = VerificationItem(name: "status", title: LocalizedText("Status"), mode: .automatic, cadence: .daily)
      item.minute = 480
      item.send = ["false"]
      plan.handbook.verification = [item]
    }
    #expect(try await application.run(.reportBackups).state == .failed)
  }
}
