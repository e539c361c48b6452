import Host

/// Where everything of the sandbox lies, below `STATE/sandbox`.
struct SandboxFolder: Sendable, Hashable {
  let path: String

  /// The sandbox of a state folder.
  init(_ state: StateFolder) { path = state.sandbox }

  /// One SQLite file.
  var database: String { path + "/database.sqlite" }
  /// The application's files: code and uploads.
  var files: String { path + "/files" }
  /// What the site must be able to find among them.
  var entryPage: String { files + "/public/index.php" }
  /// The application's configuration.
  var configuration: String { path + "/config" }
  var logs: String { path + "/logs" }
  /// The application's log.
  var log: String { logs + "/laravel.log" }

  /// What the sandbox needs to run, and no backup holds.
  var run: String { path + "/run" }
  /// The port, a decimal number and a line feed.
  var port: String { run + "/port" }
  /// The name of the zone in which the application writes its times.
  var timezone: String { run + "/timezone" }
  /// The site's process, while it listens.
  var pidfile: String { run + "/site.pid" }
  /// Held by the site while it lives.
  var siteLock: String { run + "/site.lock" }
  /// Held while the sandbox is being made.
  var preparationLock: String { run + "/prepare.lock" }
  /// There when the sandbox has been made once: from then on what is missing was removed by a person.
  var prepared: String { run + "/prepared" }
  /// Where the sandbox is built before it is put in place.
  var aside: String { run + "/preparing" }
}
