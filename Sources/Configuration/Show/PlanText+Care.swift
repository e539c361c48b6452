import Maintenance

/// What is measured and kept: databases, capacity, backups, logs.
extension PlanText {
  var databaseLines: [String] {
    plan.databases.flatMap { database -> [String] in
      let head = "  \(database.name)  \(database.engine.rawValue)  \(database.schema)"
      guard let care = book.databaseMaintenance.first(where: { $0.database == database.name }) else { return [head] }
      var rows = TextRows()
      let tables = care.tables.joined(separator: ", ")
      rows.add("", pick("statistiques", "statistics"), say(care.analyze.words), tables)
      rows.add("", pick("optimisation", "optimisation"), say(care.optimize.words), tables)
      rows.add("", "fragmentation", say(care.fragmentation.words))
      if let slow = care.slowQueries {
        let limit = say(SpanWords.text(slow.thresholdSeconds))
        rows.add(
          "", pick("requêtes lentes", "slow queries"), say(slow.cadence.words),
          pick("> \(limit), les \(slow.worst) pires", "> \(limit), the \(slow.worst) worst"))
      }
      for rule in care.archive {
        rows.add(
          "", pick("archive", "archive"), rule.table,
          "\(rule.column) > \(say(SpanWords.text(rule.olderThanSeconds))) → \(rule.into)")
      }
      for rule in care.purge {
        let age = rule.olderThanSeconds.map { "\(rule.column ?? "") > \(say(SpanWords.text($0)))" }
        rows.add("", pick("purge", "purge"), rule.table, age ?? pick("tout", "all"))
      }
      return [head] + rows.lines
    }
  }

  func capacityCells(_ rule: CapacityRule) -> [String] {
    [
      rule.resource.rawValue, pick("alerte ", "alert ") + threshold(rule.alert),
      pick("critique ", "critical ") + threshold(rule.critical), rule.action.map(say) ?? "",
    ]
  }

  private func threshold(_ threshold: Threshold) -> String {
    let percent =
      threshold.percent == threshold.percent.rounded() ? "\(Int(threshold.percent))" : "\(threshold.percent)"
    let limit = "> \(percent)\(pick(" %", "%"))"
    guard threshold.forSeconds > 0 else { return limit }
    return limit + pick(" pendant ", " for ") + say(SpanWords.text(threshold.forSeconds))
  }

  func backupCells(_ leg: BackupPlan) -> [String] {
    let triggers = leg.triggers.map { trigger in
      switch trigger {
      case .daily(let minute): pick("chaque jour à ", "every day at ") + TimeOfDay.text(minute: minute)
      case .every(let seconds): say(SpanWords.every(seconds))
      case .weekly(let weekday, let minute):
        say(WindowSpan.weekly(from: (weekday - 1) * WindowSpan.dayMinutes + minute, until: 0).start)
      case .onChange: pick("à chaque changement", "on change")
      }
    }
    return [
      leg.leg.rawValue, triggers.joined(separator: ", "),
      pick("gardée ", "kept ") + say(SpanWords.text(leg.keepSeconds)),
    ]
  }

  func storeCells(_ store: BackupStore) -> [String] {
    let facts = [
      say(store.kind.words), store.provider, store.isOffsite ? pick("autre site", "other site") : nil,
      store.isEncrypted ? pick("chiffré", "encrypted") : nil, store.archiveClass, store.cadence.map { say($0.words) },
    ]
    return [store.name, say(store.title), facts.compactMap(\.self).joined(separator: ", "), say(store.place)]
  }

  var roundLines: [String] {
    plan.rounds.flatMap { round in
      ["  \(say(round.period.words)) · \(round.tasks.count)"]
        + rows(round.tasks) { task in ["", task.name, say(task.title), task.owner.map(say) ?? ""] }
    }
  }

  var logLines: [String] {
    let policy = book.logging
    var lines = rows(plan.logs) { [$0.name, $0.type?.rawValue ?? "", $0.path] }
    lines += rows(policy.types) { [$0.type.rawValue, say($0.meaning)] }
    lines += rows(policy.levels) { [$0.level.rawValue.uppercased(), say($0.meaning)] }
    if let central = policy.centralisation {
      let flow = [central.collector, central.search, central.view].joined(separator: " → ")
      lines.append("  \(flow)  \(central.hosts.joined(separator: ", "))  \(central.index)")
    }
    return lines
  }

  func rotationCells(_ policy: RotationPolicy) -> [String] {
    let facts = [
      policy.compress ? pick("compressé", "compressed") : nil,
      policy.create.map { "\($0.mode) \($0.user):\($0.group)" },
      policy.reload.map { pick("recharge ", "reloads ") + $0 },
    ]
    return [
      policy.paths.joined(separator: " "), say(policy.cadence.words), pick("garde ", "keeps ") + String(policy.keep),
      facts.compactMap(\.self).joined(separator: ", "),
    ]
  }
}

extension WindowSpan {
  /// The weekday and time of its start: “Sun 02:00”.
  fileprivate var start: LocalizedText {
    func head(_ text: String?) -> String? {
      text?.split(separator: "–").first.map { $0.split(separator: " ").joined(separator: " ") }
    }
    return LocalizedText(french: head(words.french), english: head(words.english))
  }
}
