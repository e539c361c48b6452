/// What the measurements say about a task: the evidence that is shown beside it and stored with its tick.
public enum EvidenceRules {
  /// The measurements that evidence is drawn from.
  public struct Measurements: Sendable {
    public var services: [ServiceStatus]
    public var capacity: [ResourceStatus]
    public var backups: [LegStatus]
    public var logs: [LogStatus]
    public var problems: [Problem]
    /// They give problems their names.
    public var operations: [OperationStatus]
    /// The drills of the plan, and when each kind was last done; `nil`: not known.
    public var drills: [RestoreDrill]
    public var lastDrills: [DrillKind: Timestamp]?

    /// The parts of a Situation that answer tasks.
    public init(
      services: [ServiceStatus], capacity: [ResourceStatus], backups: [LegStatus], logs: [LogStatus],
      problems: [Problem], operations: [OperationStatus] = [], drills: [RestoreDrill] = [],
      lastDrills: [DrillKind: Timestamp]? = nil
    ) {
      self.services = services
      self.capacity = capacity
      self.backups = backups
      self.logs = logs
      self.problems = problems
      self.operations = operations
      self.drills = drills
      self.lastDrills = lastDrills
    }
  }

  /// The evidence of a source, with its moments on the clocks of a zone. A task without a source has none: only the
  /// person can tell.
  ///
  /// - Parameters:
  ///   - task: whose evidence it is: a drill answers the task that it is done in.
  ///   - begun: when the round began: what was done before was done for another.
  public static func evidence(
    of source: EvidenceSource?, in measured: Measurements, at: Timestamp, zone: Zone = .utc,
    task: String? = nil, begun: Timestamp? = nil
  ) -> Evidence {
    func words(_ moment: Timestamp) -> LocalizedText {
      MomentWords.text(moment, now: at, in: zone)
    }
    guard let source else { return Evidence(source: nil, severity: .unknown, facts: [], at: at) }
    let facts: [Fact] =
      switch source {
      case .services: measured.services.map(fact(of:))
      case .capacity: measured.capacity.compactMap(fact(of:))
      case .disk: measured.capacity.filter { $0.resource == .disk }.compactMap(fact(of:))
      case .backups: measured.backups.map { fact(of: $0, words) }
      case .logErrors: measured.logs.flatMap { counted($0, words) }
      case .alerts: alerts(measured)
      case .drills: drills(measured, task: task, begun: begun, words)
      }
    guard !facts.isEmpty else {
      let nothing = LocalizedText(french: "rien de tel dans le plan", english: "the plan has none of these")
      return Evidence(source: source, severity: .unknown, facts: [nothing], at: at)
    }
    let sorted = facts.enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
    return Evidence(
      source: source, severity: facts.map(\.severity).max() ?? .unknown, facts: sorted.map(\.element.text), at: at)
  }

  private struct Fact {
    var severity: Severity
    var text: LocalizedText

    init(_ severity: Severity, _ french: String, _ english: String) {
      self.severity = severity
      text = LocalizedText(french: french, english: english)
    }
  }

  private static func fact(of service: ServiceStatus) -> Fact {
    let name = (service.label.text(in: .french), service.label.text(in: .english))
    switch service.severity {
    case .fine: return Fact(.fine, "\(name.0) répond", "\(name.1) answers")
    case .unknown: return Fact(.unknown, "\(name.0) : inconnu", "\(name.1): unknown")
    case .warning, .critical: return Fact(service.severity, "\(name.0) ne répond pas", "\(name.1) does not answer")
    }
  }

  private static func fact(of resource: ResourceStatus) -> Fact? {
    if case .unavailable(let why) = resource.usedPercent, why.kind == .notConfigured { return nil }
    let name = names(of: resource.resource)
    if case .pending = resource.usedPercent {
      return Fact(.unknown, "\(name.french) : pas encore lu", "\(name.english): not read yet")
    }
    guard let used = resource.usedPercent.fresh else {
      return Fact(.unknown, "\(name.french) : inconnu", "\(name.english): unknown")
    }
    let limit = resource.alert.threshold.percent
    let isOver = used > limit
    let figure = figure(used, beside: limit)
    let sign = isOver ? ">" : used == limit ? "=" : "<"
    return Fact(
      resource.severity, "\(name.french) \(figure.replacing(".", with: ",")) % (\(sign) \(Int(limit)) %)",
      "\(name.english) \(figure)% (\(sign) \(Int(limit))%)")
  }

  /// Rounded to a whole; where that would be the limit itself, to a tenth, never across it.
  private static func figure(_ used: Double, beside limit: Double) -> String {
    let whole = Int(used.rounded())
    guard whole == Int(limit), used != limit else { return String(whole) }
    let tenths = Int((used * 10).rounded(used > limit ? .up : .down))
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func names(of resource: Resource) -> (french: String, english: String) {
    switch resource {
    case .cpu: ("CPU", "CPU")
    case .memory: ("mémoire", "memory")
    case .disk: ("disque", "disk")
    case .connections: ("connexions", "connections")
    }
  }

  private static func fact(of leg: LegStatus, _ words: (Timestamp) -> LocalizedText) -> Fact {
    let name = (leg.leg.words.text(in: .french), leg.leg.words.text(in: .english))
    guard let newest = leg.newest else {
      return Fact(max(leg.severity, .unknown), "\(name.0) : aucune", "\(name.1): none")
    }
    let moment = words(newest.takenAt)
    let fault = newest.fault.map { " · \($0)" } ?? ""
    return Fact(
      leg.severity, "\(name.0) : \(moment.text(in: .french))\(fault)",
      "\(name.1): \(moment.text(in: .english))\(fault)")
  }

  /// How many lines of each level, and under it the last error itself.
  private static func counted(_ log: LogStatus, _ words: (Timestamp) -> LocalizedText) -> [Fact] {
    let count = fact(of: log)
    guard let counts = log.counts.fresh, let text = counts.lastError, counts.errors + counts.criticals > 0 else {
      return [count]
    }
    // The moment with which the line begins is told on our clock.
    let said = text.first == "[" ? text.firstRange(of: "] ").map { String(text[$0.upperBound...]) } ?? text : text
    let time = counts.lastErrorAt.map(words)
    let (french, english) = (time?.text(in: .french), time?.text(in: .english))
    return [
      count,
      Fact(
        count.severity, "dernière erreur\(french.map { " (\($0))" } ?? "") : \(said)",
        "last error\(english.map { " (\($0))" } ?? ""): \(said)"),
    ]
  }

  private static func fact(of log: LogStatus) -> Fact {
    if case .pending = log.counts {
      return Fact(.unknown, "\(log.name) : pas encore lu", "\(log.name): not read yet")
    }
    if case .unavailable(let why) = log.counts, why.kind == .missing {
      return Fact(.unknown, "\(log.name) : pas encore de fichier", "\(log.name): no file yet")
    }
    guard let counts = log.counts.fresh else {
      return Fact(.unknown, "\(log.name) : illisible", "\(log.name): cannot be read")
    }
    let severity: Severity = counts.criticals > 0 ? .critical : counts.errors > 0 ? .warning : .fine
    let errors = counts.errors + counts.criticals
    return Fact(
      severity,
      "\(log.name) : \(errors) erreur\(errors > 1 ? "s" : ""), \(counts.warnings) avertissement\(counts.warnings > 1 ? "s" : "")",
      "\(log.name): \(errors) error\(errors == 1 ? "" : "s"), \(counts.warnings) warning\(counts.warnings == 1 ? "" : "s")"
    )
  }

  /// A drill is proven by its report alone; a fresh backup that nobody has tried is none.
  private static func drills(
    _ measured: Measurements, task: String?, begun: Timestamp?, _ words: (Timestamp) -> LocalizedText
  ) -> [Fact] {
    let own = measured.drills.filter { $0.task == task }
    return (own.isEmpty ? measured.drills : own).map { drill in
      let name = (drill.title.text(in: .french), drill.title.text(in: .english))
      guard let done = measured.lastDrills else {
        return Fact(.unknown, "\(name.0) : pas encore lu", "\(name.1): not read yet")
      }
      let how = "vigie drill \(drill.kind.rawValue)"
      guard let last = drill.last(of: done) else {
        return Fact(.warning, "\(name.0) : jamais essayée (\(how))", "\(name.1): never tried (\(how))")
      }
      let moment = words(last)
      if let begun, last < begun {
        return Fact(
          .warning, "\(name.0) : pas depuis \(moment.text(in: .french)) (\(how))",
          "\(name.1): not since \(moment.text(in: .english)) (\(how))")
      }
      return Fact(
        .fine, "\(name.0) : réussie, \(moment.text(in: .french))", "\(name.1): passed, \(moment.text(in: .english))")
    }
  }

  private static func alerts(_ measured: Measurements) -> [Fact] {
    let firing = measured.problems.filter { $0.state == .firing }
    guard !firing.isEmpty else { return [Fact(.fine, "aucune alerte", "no alert")] }
    return firing.map { problem in
      let taken =
        problem.acknowledgement.map { (" (prise par \($0.by.name))", " (taken by \($0.by.name))") } ?? ("", "")
      let headline = problem.headline(services: measured.services, operations: measured.operations)
      return Fact(
        problem.severity, headline.text(in: .french) + taken.0, headline.text(in: .english) + taken.1)
    }
  }
}
