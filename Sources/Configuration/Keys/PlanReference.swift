import Maintenance

/// docs/PLAN.md, written from the tables by which the readers of the sections know their keys.
public enum PlanReference {
  /// Every table, in the order in which plans usually give the sections.
  static let tables: [KeyTable] = [
    .plan, .sampling, .access, .service, .httpCheck, .certificate, .tcpCheck, .database, .databaseMaintenance,
    .slowQueries, .archive, .purge, .capacity, .capacityRule, .backups, .backupLeg, .folders, .maintenanceMode,
    .restoreCommand, .store,
    .verification,
    .drill, .rounds, .task, .window, .updates, .update, .runbook, .reference, .stage, .step, .scaling, .capacityDuty,
    .log, .logging, .centralisation, .rotation, .contact, .audience, .channel, .template, .duties, .duty,
  ]

  /// How many tables there are.
  public static var tableCount: Int { tables.count }

  /// The document.
  public static var markdown: String {
    var lines = [
      "# The plan", "",
      "Every key of a plan file, written from the code that reads it. `vigie plan check FILE` names every fault at its line;",
      "`vigie plan show` says what vigie has understood; `vigie plan init` writes a first plan for this host.", "",
      "- A word in capitals stands for any name: letters, digits and `.` `_` `-`.",
      "- A text is one string, or `{fr: …, en: …}`; a language that is missing is reported.",
      "- `to-fill` in place of a value leaves it open: the plan loads, and `vigie plan check` lists it until it is filled in.",
      "- A name of another section must stand there; the nearest one is suggested.",
      "- Anchors and aliases are refused, as is a file that others than root and its owner may write.",
      "- A year is 365 days. Times of day are those of `timezone`.",
    ]
    for table in tables {
      lines += ["", "## " + (table.path.isEmpty ? "The top of the file" : "`\(table.path)`"), "", table.purpose, ""]
      lines += ["| Key | What may stand there | Without it | Meaning |", "|---|---|---|---|"]
      for key in table.keys {
        let standard = key.isRequired ? "**needed**" : key.standard ?? "–"
        lines.append("| `\(key.name)` | \(key.form) | \(standard) | \(key.meaning) |")
      }
    }
    lines += [
      "", "## Not used yet", "",
      "These sections may stand in a plan and are noticed without effect: "
        + PlanLoader.laterSections.map { "`\($0)`" }.joined(separator: ", ") + ".",
    ]
    return lines.joined(separator: "\n") + "\n"
  }
}
