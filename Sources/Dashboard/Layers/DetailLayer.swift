import Drawing
import Maintenance

/// The exact facts of one thing, over the lower part of the screen.
enum DetailLayer {
  static func draw(_ detail: DetailSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let lines = lines(of: detail, in: rect.columns)
    let height = min(rect.rows, max(2, min(lines.count + 1, rect.rows * 2 / 3)))
    let place = rect.splitBottom(height).bottom
    canvas.clear(place)
    canvas.draw(PanelRule(detail.title, isFocused: true), in: place.line(0))
    let body = place.splitTop(1).rest
    let first = min(detail.scroll, max(0, lines.count - body.rows))
    for (index, line) in lines[first...].prefix(body.rows).enumerated() {
      canvas.put(line, in: body.line(index).inset(left: 1))
    }
  }

  /// How far the lines can be scrolled on the model's screen.
  static func lastScroll(of detail: DetailSheet, in model: Model) -> Int {
    let rect = Frame(model.size).body
    let count = lines(of: detail, in: rect.columns).count
    let height = min(rect.rows, max(2, min(count + 1, rect.rows * 2 / 3)))
    return max(0, count - (height - 1))
  }

  private static func lines(of detail: DetailSheet, in columns: Int) -> [[Span]] {
    let names = min(18, detail.facts.map { $0.name.displayColumns }.max() ?? 0)
    let room = max(8, columns - names - 4)
    return detail.facts.flatMap { fact in
      fact.text.wrapped(in: room).enumerated().map { index, line in
        let name = index == 0 ? fact.name : ""
        let padding = String(repeating: " ", count: max(0, names - name.displayColumns) + 2)
        return [Span(name, .label), Span(padding + line)]
      }
    }
  }
}

extension DetailSheet {
  /// All that is known of a backup.
  static func backup(_ backup: BackupSummary, _ model: Model) -> DetailSheet {
    let wording = model.wording
    func moment(_ moment: Timestamp?) -> String {
      moment.map { "\(wording.exact($0)) (\(wording.ago($0, now: model.now)))" } ?? wording(.never)
    }
    var facts = [
      Fact(name: wording(.taken), text: moment(backup.takenAt)),
      Fact(name: wording(.took), text: wording.duration(backup.durationSeconds)),
      Fact(name: wording(.size), text: "\(wording.bytes(backup.bytes)) (\(backup.bytes))"),
      Fact(name: wording(.trust), text: wording.trust(backup.trust)),
      Fact(name: wording(.verified), text: moment(backup.verifiedAt)),
      Fact(name: wording(.testRestored), text: moment(backup.restoredAt)),
    ]
    if let contents = backup.contents {
      facts.insert(Fact(name: wording(.holds), text: wording(contents.words)), at: 3)
    }
    if backup.isSafetyCopy {
      let said = wording.pick(
        "copie de sûreté, prise par une restauration avant de remplacer",
        "safety copy, taken by a restore before it replaced anything")
      facts.append(Fact(name: wording(.what), text: CatalogueWords.origin(backup, model) ?? said))
    } else if let origin = CatalogueWords.origin(backup, model) {
      facts.append(
        Fact(
          name: wording(.what),
          text: origin
            + wording.pick("\u{A0}: ce qui venait d’être mis en place", ": what had just been put in place")))
    }
    if backup.aheadSeconds != nil {
      facts.append(
        Fact(
          name: wording(.what),
          text: wording.pick(
            "datée du futur : son horloge s’est trompée, ou celle-ci ; elle n’est la dernière de rien",
            "dated in the future: its clock was wrong, or this one is; it is the newest of nothing")))
    }
    let chain = BackupHistory.chain(of: backup, model)
    if chain.count > 1 {
      facts.append(
        Fact(name: wording(.chain), text: chain.map(\.id).joined(separator: " \(Glyphs(model.charset).arrowRight) ")))
    }
    if let fault = backup.fault { facts.append(Fact(name: wording(.fault), text: fault)) }
    return DetailSheet(title: backup.id, facts: facts)
  }

  /// A row of the register, its detail taken apart.
  static func audit(_ entry: AuditEntry, _ model: Model) -> DetailSheet {
    let wording = model.wording
    let acting = entry.by.actingAs.map { " (uid \(entry.by.uid), sudo → \($0))" } ?? " (uid \(entry.by.uid))"
    var facts = [
      Fact(name: wording(.when), text: "\(wording.exact(entry.at)) · \(entry.at)"),
      Fact(name: wording(.who), text: entry.by.name + acting),
      Fact(name: wording(.what), text: "\(wording.action(of: entry)) (\(entry.action))"),
      Fact(name: wording(.target), text: entry.target),
    ]
    if let reason = entry.reason { facts.append(Fact(name: wording(.reason), text: reason)) }
    if let status = entry.exitStatus { facts.append(Fact(name: wording(.exitStatus), text: String(status))) }
    let members = JSONMembers.flattened(entry.detail) ?? [(path: "", text: entry.detail)]
    // A text that the register keeps in both languages is read in one.
    let (own, other) = wording.language == .french ? (".fr", ".en") : (".en", ".fr")
    let paths = Set(members.map(\.path))
    let read = members.filter { !($0.path.hasSuffix(other) && paths.contains($0.path.dropLast(3) + own)) }
    for (index, member) in read.enumerated() where !member.text.isEmpty {
      let name = member.path.isEmpty ? "" : member.path + wording.pick("\u{A0}: ", ": ")
      facts.append(Fact(name: index == 0 ? wording(.detail) : "", text: name + member.text))
    }
    facts.append(Fact(name: "SHA-256", text: entry.hash))
    return DetailSheet(
      title: wording.pick("Ligne \(entry.sequence) du registre", "Row \(entry.sequence) of the register"), facts: facts)
  }
}
