import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// Who may do what, shown with real users over the real socket.
  @Suite struct Roles {
    @Test func eachRoleMayDoItsOwnAndNoMore() async throws {
      try #require(getuid() == 0, "users can only be made by root: run this suite as root")
      try await Station.with { station in
        guard chmod(station.folder.path, 0o711) == 0 else { throw FileFault("chmod", station.folder.path, code: errno) }
        try await Roles.withUsers(station) { stranger, observer, worker, administrator in
          try await Roles.startAgent(station, observer, worker, administrator)
          try await Roles.expectStranger(station, stranger)
          try await Roles.expectObserver(station, observer)
          try await Roles.expectOperator(station, worker)
          let restored = try await station.vigie(
            "restore", "database", "--confirm", "database", by: administrator)
          #expect(restored.isSuccess, "\(restored.text)\(restored.errorText)")
          for user in [stranger, observer, worker, administrator] { try await Roles.expectClosed(station, user) }

          let rows = try await station.audit()
          let refused = rows.filter { $0.action == "operation.refused" }
          #expect(Set(refused.map(\.by.name)) == [observer.name, worker.name])
          #expect(refused.contains { $0.by.name == worker.name && $0.target == "database:database" })
          let ended = rows.filter { $0.action == "operation.ended" }
          #expect(Set(ended.map(\.by.name)) == [worker.name, administrator.name])
          #expect(!rows.contains { $0.by.name == stranger.name })
          #expect(try await station.vigie("register", "verify").isSuccess)
        }
      }
    }

    @Test func withoutGroupsTheFolderIsItsOwnersAlone() async throws {
      try #require(getuid() == 0, "users can only be made by root: run this suite as root")
      try await Station.with { station in
        guard chmod(station.folder.path, 0o711) == 0 else { throw FileFault("chmod", station.folder.path, code: errno) }
        _ = try await station.situation()
        try await Roles.withUsers(station) { stranger, _, _, _ in
          let result = try await station.vigie("--json", by: stranger)
          #expect(result.shellStatus == 77)
          #expect(result.errorText.contains("access denied"))
          #expect(FileSystem.facts(station.state.path)?.mode == 0o700)
          #expect(FileSystem.facts(station.state.socket)?.mode == 0o600)
        }
      }
    }

    private static func expectStranger(_ station: Station, _ user: UnixUser) async throws {
      for arguments in [["--json"], ["check"], ["service", "stop", "site", "--yes"], ["agent", "--stop"]] {
        let result = try await station.vigie(arguments, by: user)
        #expect(result.shellStatus != 0)
        #expect((result.errorText + result.text).contains("none of this plan's groups"), "\(arguments)")
      }
      #expect(try await station.vigie("--json", by: user).shellStatus == 77)
    }

    private static func expectObserver(_ station: Station, _ user: UnixUser) async throws {
      let seen = try await station.vigie("--json", by: user)
      #expect(seen.isSuccess, "\(seen.errorText)")
      #expect(seen.text.contains("vigie.situation/1"))
      let site = station.sitePid
      for arguments in [
        ["service", "stop", "site", "--yes"], ["service", "restart", "site", "--yes"], ["service", "start", "site"],
        ["backup", "database.full"], ["restore", "database", "--confirm", "database"],
        ["round", "tick", "metrics", "--note", "n"], ["alert", "ack", "backup.files.full"], ["agent", "--stop"],
      ] {
        let result = try await station.vigie(arguments, by: user)
        #expect(result.shellStatus == 77, "\(arguments): \(result.shellStatus) \(result.errorText)")
        #expect(result.errorText.contains("observer"), "\(arguments): \(result.errorText)")
      }
      #expect(station.sitePid == site)
      #expect(station.agentPid != nil)
    }

    private static func expectOperator(_ station: Station, _ user: UnixUser) async throws {
      for arguments in [
        ["service", "stop", "site", "--yes"], ["service", "start", "site"], ["backup", "database.full"],
        ["round", "tick", "metrics", "--note", "n"],
      ] {
        let result = try await station.vigie(arguments, by: user)
        #expect(result.isSuccess, "\(arguments): \(result.text)\(result.errorText)")
      }
      for arguments in [["restore", "database", "--confirm", "database"], ["agent", "--stop"]] {
        let result = try await station.vigie(arguments, by: user)
        #expect(result.shellStatus == 77, "\(arguments): \(result.errorText)")
        #expect(result.errorText.contains("administrator"))
      }
    }

    /// The files are closed to everybody but their owner, whatever the role.
    private static func expectClosed(_ station: Station, _ user: UnixUser) async throws {
      let state = station.state
      for path in [
        state.register, state.path + "/register.anchors", state.agentLog, state.sandbox + "/database.sqlite",
      ] {
        #expect(try await !station.run(user.prefix + ["cat", path]).isSuccess, "\(path) can be read by \(user.name)")
      }
      for path in [state.path, state.operations, state.backups, state.locks] {
        #expect(try await !station.run(user.prefix + ["ls", path]).isSuccess, "\(path) can be listed by \(user.name)")
        #expect(
          try await !station.run(user.prefix + ["touch", path + "/x"]).isSuccess,
          "\(path) can be written by \(user.name)")
      }
      #expect(try await !station.run(user.prefix + ["rm", "-f", state.socket]).isSuccess)
      #expect(try await station.vigie("register", "list", by: user).shellStatus != 0)
    }

    /// Makes four users, three with a group of their own that the plan may name, and removes them afterwards.
    private static func withUsers(
      _ station: Station, _ body: (UnixUser, UnixUser, UnixUser, UnixUser) async throws -> Void
    ) async throws {
      let mark = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 36)
      let users = ["s", "o", "p", "a"].map { UnixUser(name: "vgt-\(mark)-\($0)", group: "vgt-\(mark)-\($0)") }
      var failure: (any Error)?
      do {
        // The build folder need not be open to others.
        let copied = try await station.run([
          "install", "-m", "755", station.program, station.program + "-engine", station.folder.path,
        ])
        try #require(copied.isSuccess, "install: \(copied.errorText)")
        for user in users {
          let added = try await station.run([
            "useradd", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", user.name,
          ])
          try #require(added.isSuccess, "useradd: \(added.errorText)")
        }
        try await body(users[0], users[1], users[2], users[3])
      } catch {
        failure = error
      }
      for user in users {
        _ = try await station.run(["userdel", user.name])
        _ = try await station.run(["groupdel", "-f", user.group])
      }
      if let failure { throw failure }
    }

    /// Makes the sandbox, then serves it under a plan of its own that names the groups.
    private static func startAgent(
      _ station: Station, _ observer: UnixUser, _ worker: UnixUser, _ administrator: UnixUser
    ) async throws {
      try await station.untilSiteAnswers()
      try await station.stopAgent()
      let state = station.state.path
      let port = String(decoding: try FileSystem.read(state + "/sandbox/run/port"), as: UTF8.self).prefix {
        $0.isNumber
      }
      let plan = try station.folder.write(
        "plan.yaml",
        """
        application: Roles
        timezone: UTC
        language: en
        access:
          observers: [\(observer.group)]
          operators: [\(worker.group)]
          administrators: [\(administrator.group)]
        services:
          site:
            label: Site
            pidfile: "\(state)/sandbox/run/site.pid"
            start: ["\(station.program)-engine", sandbox-site, --state, "\(state)"]
            http: {url: "http://127.0.0.1:\(port)/health", expect: 200, within: 2s}
        databases:
          main:
            engine: sqlite
            schema: "\(state)/sandbox/database.sqlite"
            tables: [users, concerts, artists, bookings, sessions, jobs, job_batches]
        capacity:
          cpu: {alert: "> 70% for 1h", critical: "> 85% for 15m"}
        backups:
          database.full: {at: "01:00", keep: 30d}
          files.full: {at: "03:00", keep: 90d}
        folders:
          files: "\(state)/sandbox/files"
        rounds:
          daily:
            - task: metrics
              title: Watch the figures
              evidence: capacity
        """)
      guard chmod(plan, 0o644) == 0 else { throw FileFault("chmod", plan, code: errno) }
      let script = "exec \"$0\" agent --plan \"$1\" --state \"$2\" > \"$3\" 2>&1 &"
      try await station.run(["sh", "-c", script, station.program, plan, state, station.folder.path + "/agent.out"])
      // Only looked for: a command that finds no agent would start the sandbox's.
      let came = await eventually { (try? await station.person()) != nil }
      let said = (try? FileSystem.read(station.folder.path + "/agent.out")).map { String(decoding: $0, as: UTF8.self) }
      try #require(came, "\(said ?? "")")
      try await station.untilSiteAnswers()
    }
  }
}
