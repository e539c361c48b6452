import Drawing
import Maintenance

/// How the backups of a leg went, a cell a day, and how far one can be trusted, as a ladder.
enum BackupHistory {
  /// How many days are told.
  static let days = 30

  /// The last days, today on the right: ✓ a sound backup, ▲ one that is not trusted yet though its leg was checked, ✖ a
  /// damaged one, · none.
  static func strip(_ leg: LegStatus, _ model: Model, _ glyphs: Glyphs) -> [Span] {
    guard let backups = leg.backups.value else { return [] }
    let zone = model.wording.zone
    func day(_ moment: Timestamp) -> Int { zone.local(moment).date.daysSinceEpoch }
    let today = day(model.now)
    var marks = [Mark?](repeating: nil, count: days)
    for backup in backups where backup.isOfRhythm {
      let place = days - 1 - (today - day(backup.takenAt))
      guard marks.indices.contains(place) else { continue }
      // A sound backup of the day makes up for a damaged one of the same day.
      if backup.fault == nil {
        marks[place] = .done
      } else if marks[place] == nil {
        marks[place] = .critical
      }
    }
    if let failure = leg.lastFailure {
      let place = days - 1 - (today - day(failure.at))
      if marks.indices.contains(place), marks[place] == nil { marks[place] = .warning }
    }
    var spans: [Span] = []
    for mark in marks {
      let (text, style) = mark.map { (glyphs.mark($0), $0.style) } ?? (String(glyphs.dot), .dim)
      if spans.last?.style == style { spans[spans.count - 1].text += text } else { spans.append(Span(text, style)) }
    }
    return spans
  }

  /// The rungs that a backup has reached and those above, then the highest in words.
  static func ladder(_ trust: TrustRung, _ wording: Wording, _ glyphs: Glyphs, style: Style = .plain) -> [Span] {
    let rungs = TrustRung.allCases.filter { $0 != .none }
    let reached = rungs.count { $0 <= trust }
    return [
      Span(String(repeating: String(glyphs.gaugeFull), count: reached), Style(.graph)),
      Span(String(repeating: String(glyphs.gaugeEmpty), count: rungs.count - reached), Style(.track)),
      Span(" " + wording.trust(trust), style),
    ]
  }

  /// The ids of the backups that a restore of this one needs, the first to be laid down first.
  static func chain(of backup: BackupSummary, _ model: Model) -> [BackupSummary] {
    let all = (model.situation?.backups ?? []).flatMap { $0.backups.value ?? [] }
    var chain = [backup]
    while let parent = chain[0].parent, chain.count < 20, let found = all.first(where: { $0.id == parent }),
      !chain.contains(where: { $0.id == parent })
    {
      chain.insert(found, at: 0)
    }
    return chain
  }
}
