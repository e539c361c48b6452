/// The state of all backups in lines of plain text, for somebody who was not there. Pure.
public struct StatusReport: Sendable {
  public var application: String
  public var legs: [LegStatus]
  public var stores: [BackupStore]
  /// The drills and the copies that are overdue.
  public var drills: [Problem]
  public var now: Timestamp
  public var zone: Zone
  public var language: Language

  /// A report of what stands at `now`.
  public init(
    application: String, legs: [LegStatus], stores: [BackupStore], drills: [Problem], now: Timestamp, zone: Zone,
    language: Language
  ) {
    self.application = application
    self.legs = legs
    self.stores = stores
    self.drills = drills
    self.now = now
    self.zone = zone
    self.language = language
  }

  /// What is wrong, the worst first.
  public var problems: [Problem] {
    (legs.compactMap(BackupRules.problem(of:)) + drills).sorted { $0.severity > $1.severity }
  }

  /// One line that says it all, for a subject or a list: `NationSounds: backups of 22 Nov: 1 to look at`.
  public var headline: String {
    let day = MomentWords.day(zone.local(now).date)
    let unknown = legs.filter { $0.severity == .unknown }.count
    let verdict: (String, String) =
      if !problems.isEmpty {
        ("\(problems.count) à regarder", "\(problems.count) to look at")
      } else if unknown > 0 {
        ("\(unknown) sans nouvelles", "\(unknown) not known")
      } else {
        ("tout est en ordre", "all in order")
      }
    return say(
      "\(application) : sauvegardes du \(day.text(in: .french)) : \(verdict.0)",
      "\(application): backups of \(day.text(in: .english)): \(verdict.1)")
  }

  /// The whole report.
  public var lines: [String] {
    var lines = [headline, String(repeating: "=", count: headline.count), ""]
    for problem in problems {
      lines.append("! " + problem.headline(services: [], operations: []).text(in: language))
    }
    if !problems.isEmpty { lines.append("") }
    for leg in legs {
      lines.append(leg.leg.words.text(in: language) + " (\(leg.leg.rawValue))")
      lines.append("  " + newest(of: leg))
      if let failure = leg.lastFailure {
        lines.append("  " + say("dernier échec le ", "last failure on ") + "\(moment(failure.at)): \(failure.message)")
      }
      if let next = leg.nextDue { lines.append("  " + say("prochaine : ", "next: ") + moment(next)) }
      for copies in leg.stores ?? [] { lines.append("  " + self.copies(copies)) }
    }
    lines += ["", say("Fait le ", "Made on ") + "\(zone.local(now)) (\(zone.name))"]
    return lines
  }

  // MARK: Parts

  private func newest(of leg: LegStatus) -> String {
    guard let backups = leg.backups.value else { return say("illisible", "cannot be read") }
    guard let newest = backups.first(where: { $0.fault == nil && $0.isOfRhythm }) else {
      return say("aucune sauvegarde qui tienne", "no backup that holds")
    }
    let size = ByteWords.text(newest.bytes, in: language)
    return say("la dernière : ", "the newest: ") + "\(moment(newest.takenAt)), \(size), \(proof(newest))"
  }

  private func proof(_ backup: BackupSummary) -> String {
    if let restored = backup.restoredAt {
      return say("restaurée à l’écart le ", "restored aside on ") + moment(restored)
    }
    if let verified = backup.verifiedAt { return say("relue le ", "read through on ") + moment(verified) }
    return say("pas encore relue", "not read through yet")
  }

  private func copies(_ copies: StoreCopies) -> String {
    let title = stores.first { $0.name == copies.store }?.title.text(in: language) ?? copies.store
    guard let checked = copies.checkedAt else { return title + say(" : jamais vu", ": never seen") }
    let newest = copies.newestAt.map { say(", la dernière du ", ", the newest of ") + moment($0) } ?? ""
    return title + say(" : ", ": ") + "\(copies.copied)/\(copies.present)\(newest)"
      + say(" (vu le ", " (seen on ") + moment(checked) + ")"
  }

  private func moment(_ moment: Timestamp) -> String {
    let local = zone.local(moment)
    return MomentWords.day(local.date).text(in: language) + " " + local.clock
  }

  private func say(_ french: String, _ english: String) -> String { language == .french ? french : english }
}
