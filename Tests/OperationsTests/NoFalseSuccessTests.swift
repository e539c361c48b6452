import Glibc
import Host
import TestSupport
import Maintenance
import Testing

@testable import Operations

/// Whatever command of an operation fails, dies or does nothing at all: the operation either does not read as done, or what
/// it was to bring about is so.
@Suite struct NoFalseSuccessTests {
  enum Way: String, CaseIterable, Sendable {
    case fails = "exit 1"
    case doesNothing = ":"
    case isKilled = "kill -9 $$"
    case isKilledAtTheEnd = #""$@"; kill -9 $$"#
    case isCut = #""$@" | head -c 30"#

    var offset: Int { (Way.allCases.firstIndex(of: self) ?? 0) % 2 }
  }

  @Test(arguments: Way.allCases) func aRestoreThatIsDoneIsRight(_ way: Way) async throws {
    let application = try await Application(withDaemon: false)
    let good = try await application.dump()
    let backup = try await application.backUp(.databaseFull)
    // Every second command, the even ones for some ways, the odd ones for the others.
    var number = way.offset
    var failures = 0
    while true {
      try await application.query("DELETE FROM users; INSERT INTO empty VALUES('\(number)')")
      let damaged = try await application.dump()
      let chosen = number
      let runner = TamperingRunner { count, command in count == chosen ? command.wrapped(way.rawValue) : nil }
      // The check before may have noted the fault of a tool as one of the backup.
      try await application.run(.verify(backup: backup), allowingRed: true)
      let status = try await application.run(.restore(scope: .database, backup: backup), commands: runner)
      let found = try await application.dump()
      if status.state == .done {
        #expect(found == good, "\(way) \(number): \(status)")
      } else {
        failures += 1
        #expect(status.state == .failed && status.exitStatus == 1, "\(way) \(number): \(status)")
        #expect(status.message?.isEmpty == false)
        if status.wayBack == nil { #expect(found == damaged, "\(way) \(number): \(status)") }
      }
      if runner.commandCount <= number { break }
      number += 2
    }
    #expect(failures > 2)
  }

  @Test(arguments: Way.allCases) func aBackupThatIsDoneHolds(_ way: Way) async throws {
    let application = try await Application(withDaemon: false)
    for leg in [BackupLeg.databaseFull, .filesFull] {
      var number = way.offset
      while true {
        let chosen = number
        let runner = TamperingRunner { count, command in count == chosen ? command.wrapped(way.rawValue) : nil }
        let status = try await application.run(.backup(leg: leg), commands: runner)
        let listed = try application.catalogue(leg)
        for summary in listed where summary.fault == nil {
          let check = try await application.run(.verify(backup: summary.id))
          #expect(check.state == .done, "\(way) \(number): \(check)")
        }
        if status.state == .done { #expect(listed.first?.trust == .complete, "\(way) \(number)") }
        try FileSystem.removeTree(application.state.backups)
        if runner.commandCount <= number { break }
        number += 2
      }
    }
  }
}
