import Maintenance

extension KeyTable {
  static let logging = KeyTable(
    "logging", "What is logged, at which levels, and where it comes together.",
    [
      PlanKey(
        "types", "for " + Forms.oneOf(LogType.allCases.map(\.rawValue)) + ": " + Forms.localized, "What each holds."),
      PlanKey(
        "levels", "for " + Forms.oneOf(LogLevel.allCases.map(\.rawValue)) + ": " + Forms.localized,
        "When each is used."),
      PlanKey("centralisation", Forms.mapping, "Where the logs of all hosts come together."),
    ])
  static let centralisation = KeyTable(
    "logging.centralisation", "Where the logs of all hosts come together to be searched.",
    [
      .required("collector", Forms.text, "The program that reads the files."),
      .required("search", Forms.text, "The program that keeps and searches them."),
      .required("view", Forms.text, "The program that shows them."),
      .required("hosts", "a list of `host:port`", "Where the search answers."),
      .required("index", Forms.text, "The name of the index of a day; `%{+YYYY.MM.dd}` is the date."),
      .required("logs", Forms.names(of: "logs"), "The logs that are collected."),
    ])
  static let rotation = KeyTable(
    "rotation.NAME", "How a group of log files is rotated by logrotate.",
    [
      .required("paths", "an absolute path, or a list; the last part may hold `*`", "The files."),
      .required("every", Forms.oneOf(Cadence.ofRotation.map(\.rawValue)), "How often."),
      .required("keep", "a whole number from 0 to 1000", "How many rotated files are kept."),
      PlanKey("compress", Forms.flag, standard: "`false`", "Whether rotated files are compressed."),
      PlanKey("delay-compress", Forms.flag, standard: "`false`", "Whether the newest of them is left as it is."),
      PlanKey("missing-ok", Forms.flag, standard: "`false`", "Whether a file that is not there is no fault."),
      PlanKey("skip-empty", Forms.flag, standard: "`false`", "Whether empty files are left alone."),
      PlanKey("create", "a mode, a user and a group: `0640 www-data www-data`", "The new file."),
      PlanKey("shared-script", Forms.flag, standard: "`false`", "Whether the service is reloaded once for all files."),
      PlanKey("reload", Forms.name(of: "services"), "The service that opens the new file."),
    ])
}

extension Cadence {
  static let ofRotation: [Cadence] = [.daily, .weekly, .monthly]
}

extension Section {
  /// `logging`: the logging policy.
  func logging(_ names: PlanNames) -> LoggingPolicy {
    expect(.logging)
    var policy = LoggingPolicy()
    policy.types = self["types"]?.meanings(LogType.self).map { LogTypeMeaning(type: $0.0, meaning: $0.1) } ?? []
    policy.levels = self["levels"]?.meanings(LogLevel.self).map { LogLevelMeaning(level: $0.0, meaning: $0.1) } ?? []
    policy.centralisation = self["centralisation"].flatMap { $0.centralisation(names) }
    return policy
  }

  /// `rotation`: how log files are rotated.
  func rotation(_ names: PlanNames) -> [RotationPolicy] {
    named { field -> RotationPolicy? in
      guard let section = field.section(.rotation) else { return nil }
      let paths = (section["paths"]?.oneOrMore() ?? []).compactMap { $0.absolutePath() }
      let cadence = section["every"].flatMap { $0.choice(among: Cadence.ofRotation) }
      let keep = section["keep"].flatMap { $0.integer(0...1000) }
      func flag(_ key: String) -> Bool { section[key].flatMap { $0.bool() } ?? false }
      let policy = RotationPolicy(
        name: field.name, paths: paths, cadence: cadence ?? .daily, keep: keep ?? 0, compress: flag("compress"),
        delayCompress: flag("delay-compress"), missingOK: flag("missing-ok"), skipEmpty: flag("skip-empty"),
        create: section["create"].flatMap { $0.ownership() }, sharedScript: flag("shared-script"),
        reload: section["reload"].flatMap { $0.reference("services", names.services) })
      return cadence == nil || keep == nil || paths.isEmpty ? nil : policy
    }
  }
}

extension Field {
  fileprivate func meanings<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> [(Value, LocalizedText)]
  where Value.RawValue == String {
    guard let section = section() else { return [] }
    section.expect(Value.allCases.map(\.rawValue))
    return section.fields.compactMap { field in
      guard let value = Value(rawValue: field.name), let text = field.localized() else { return nil }
      return (value, text)
    }
  }

  fileprivate func centralisation(_ names: PlanNames) -> LogCentralisation? {
    guard let section = section(.centralisation) else { return nil }
    let hosts = (section["hosts"]?.oneOrMore() ?? []).compactMap { host -> String? in
      host.value(Expectation("hôte:port", "host:port")) { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, let port = Int(parts[1]), (1...65_535).contains(port) else {
          return nil
        }
        return text
      }
    }
    let sources = section["logs"]?.references("logs", names.logs) ?? []
    guard let collector = section["collector"]?.text(), let search = section["search"]?.text(),
      let view = section["view"]?.text(), let index = section["index"]?.text()
    else { return nil }
    return LogCentralisation(
      collector: collector, search: search, view: view, hosts: hosts, index: index, sources: sources)
  }

  fileprivate func ownership() -> LogFileOwnership? {
    value(
      Expectation(
        "un mode, un utilisateur et un groupe, par exemple « 0640 www-data www-data »",
        "a mode, a user and a group, such as “0640 www-data www-data”")
    ) { text in
      let words = text.split(separator: " ").map(String.init)
      guard words.count == 3, words[0].count == 4, words[0].allSatisfy({ ("0"..."7").contains($0) }),
        words[1...].allSatisfy({ Field.isWord($0, more: "_.-") })
      else { return nil }
      return LogFileOwnership(mode: words[0], user: words[1], group: words[2])
    }
  }
}
