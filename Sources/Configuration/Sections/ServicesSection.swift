import Maintenance

extension KeyTable {
  static let service = KeyTable(
    "services.NAME",
    "A service: who runs it (at most one of `unit`, `pidfile`, `process`) and how it is asked (`http`, `tcp`).",
    [
      PlanKey("label", Forms.localized, standard: "the name", "How screens call it."),
      PlanKey("unit", "the name of a systemd unit", "The unit that runs it."),
      PlanKey("pidfile", Forms.path, "The file into which the daemon writes its pid."),
      PlanKey("start", "a list: the program and its arguments", "What starts the daemon; only with `pidfile`."),
      PlanKey("process", "the name of a process", "Any process of that name; seen, not controlled."),
      PlanKey("http", "an address, or " + Forms.mapping, "The question over HTTP."),
      PlanKey("tcp", "a port, `host:port`, or " + Forms.mapping, "A port that must accept a connection."),
      PlanKey(
        "writes", Forms.flag, standard: "`false`",
        "Whether it writes into the database or the files: it is stopped while they are restored."),
    ])
  static let httpCheck = KeyTable(
    "services.NAME.http", "A question over HTTP or HTTPS, and the answer that is expected.",
    [
      .required("url", "an address beginning with `http://` or `https://`", "What is asked."),
      PlanKey("expect", "a whole number from 100 to 599", standard: "200", "The status of the answer."),
      PlanKey("within", "a duration from `0.05s` to `5m`", standard: "`2s`", "The limit of the whole exchange."),
      PlanKey("contains", Forms.text, "What the body must hold."),
      PlanKey("certificate", Forms.mapping, "When the end of the certificate is near."),
    ])
  static let certificate = KeyTable(
    "services.NAME.http.certificate", "How long before the end of the certificate it is said.",
    [
      PlanKey("warn", "a duration from `1h` to `365d`", "From when on it is a warning."),
      PlanKey("critical", "a duration shorter than `warn`", "From when on it is critical."),
    ])
  static let tcpCheck = KeyTable(
    "services.NAME.tcp", "A port that must accept a connection.",
    [
      PlanKey("host", "a host", standard: "`127.0.0.1`", "Where."),
      .required("port", "a whole number from 1 to 65535", "Which."),
      PlanKey("within", "a duration from `0.05s` to `5m`", standard: "`2s`", "The limit."),
    ])
}

extension Section {
  /// `services`: how each is known, asked and controlled.
  func services(databases: [String]) -> [ServicePlan] { fields.compactMap { $0.service(databases: databases) } }
}

extension Field {
  fileprivate static let unitName = Expectation(
    "le nom d'une unité systemd, par exemple nginx.service", "the name of a systemd unit, such as nginx.service")

  fileprivate func service(databases: [String]) -> ServicePlan? {
    if !Field.isWord(name, more: "._-") {
      log.unexpected(keyNode, path: path, expected: .name)
    }
    guard let section = section() else { return nil }
    section.expect(.service, unused: ["fpm", "database"])
    if let field = section["database"], let database = field.text(), !databases.contains(database) {
      field.log.unexpected(
        field.node, path: field.path,
        expected: Expectation("une base de « databases »", "a database of “databases”"), candidates: databases)
    }
    var service = ServicePlan(
      name: name, label: section["label"].flatMap { $0.localized() }, manager: section.serviceManagement())
    service.http = section["http"].flatMap { $0.httpCheck() }
    service.tcp = section["tcp"].flatMap { $0.tcpCheck() }
    service.writes = section["writes"].flatMap { $0.bool() } ?? false
    return service
  }

  private func httpCheck() -> HTTPCheck? {
    if !isMapping { return url().map { HTTPCheck(url: $0) } }
    guard let section = section(.httpCheck) else { return nil }
    let url = section["url"].flatMap { $0.url() }
    var check = HTTPCheck(url: url ?? "")
    if let status = section["expect"].flatMap({ $0.integer(100...599) }) { check.expectedStatus = status }
    if let within = section["within"].flatMap({ $0.duration(from: 0.05, to: 300) }) { check.withinSeconds = within }
    check.contains = section["contains"].flatMap { $0.text() }
    if let field = section["certificate"] { field.certificate(into: &check) }
    return url == nil ? nil : check
  }

  private func url() -> String? {
    value(.url, candidates: []) { text in
      let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
      guard let scheme, let first = text.dropFirst(scheme.count).first, first != "/", first != ":" else { return nil }
      return text.contains(" ") ? nil : text
    }
  }

  private func certificate(into check: inout HTTPCheck) {
    guard let section = section(.certificate) else { return }
    let day = 86_400.0
    let warn = section["warn"].flatMap { $0.duration(from: 3600, to: 365 * day) }
    let critical = section["critical"].flatMap { $0.duration(from: 3600, to: 365 * day) }
    check.certificateWarnDays = warn.map { $0 / day }
    check.certificateCriticalDays = critical.map { $0 / day }
    if let warn, let critical, critical >= warn {
      report(
        french:
          "« critical » (\(PlanDuration.text(critical))) doit être plus court que « warn » (\(PlanDuration.text(warn)))",
        english: "“critical” (\(PlanDuration.text(critical))) must be shorter than “warn” (\(PlanDuration.text(warn)))")
    }
    if !check.url.isEmpty, !check.url.hasPrefix("https://") {
      report(french: "une adresse http:// n'a pas de certificat", english: "an http:// address has no certificate")
    }
  }

  private func tcpCheck() -> TCPCheck? {
    if !isMapping {
      return value(
        Expectation("un port, ou hôte:port, ou {host, port, within}", "a port, or host:port, or {host, port, within}")
      ) { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let port = parts.last.flatMap({ Int($0) }), (1...65_535).contains(port) else {
          return nil
        }
        return parts.count == 1
          ? TCPCheck(port: port) : parts[0].isEmpty ? nil : TCPCheck(host: String(parts[0]), port: port)
      }
    }
    guard let section = section(.tcpCheck) else { return nil }
    guard let port = section["port"].flatMap({ $0.integer(1...65_535) }) else { return nil }
    var check = TCPCheck(port: port)
    if let host = section["host"].flatMap({ $0.word(".-:_", of: Expectation("un hôte", "a host"), longest: 253) }) {
      check.host = host
    }
    if let within = section["within"].flatMap({ $0.duration(from: 0.05, to: 300) }) { check.withinSeconds = within }
    return check
  }
}

extension Section {
  /// At most one of `unit`, `pidfile` and `process`; none when the service is only asked over the network.
  fileprivate func serviceManagement() -> ServiceManagement {
    let managers = ["unit", "pidfile", "process"].filter { self[$0] != nil }
    if managers.count > 1 {
      let list = managers.joined(separator: ", ")
      log.report(
        at: node, path: path, french: "\(list) : un seul à la fois", english: "\(list): only one of them at a time")
    }
    if managers.isEmpty, self["http"] == nil, self["tcp"] == nil {
      log.report(
        at: node, path: path, french: "rien à observer ; attendu : unit, pidfile, process, http ou tcp",
        english: "nothing to look at; expected unit, pidfile, process, http or tcp")
    }
    if let start = self["start"], self["pidfile"] == nil {
      start.report(french: "« start » ne va qu'avec « pidfile »", english: "“start” only goes with “pidfile”")
    }
    if let unit = self["unit"] {
      let name = unit.word("._-:@\\", of: Field.unitName, longest: 255)
      return name.map { .unit($0.contains(".") ? $0 : $0 + ".service") } ?? .none
    }
    if let pidfile = self["pidfile"] {
      let start = self["start"].flatMap { $0.items() } ?? []
      return pidfile.absolutePath().map { .pidfile(path: $0, start: start.compactMap { $0.text() }) } ?? .none
    }
    if let process = self["process"] {
      let what = Expectation("le nom d'un processus", "the name of a process")
      return process.word("._-:@+()/ ", of: what).map { .process(name: $0) } ?? .none
    }
    return .none
  }
}
