import Maintenance

/// What people do and say: updates, runbooks, contacts, messages.
extension PlanText {
  var updateLines: [String] {
    let policies = rows(book.updates) { policy in
      [
        say(policy.title), say(policy.frequency.words),
        book.window(policy.window).map { say($0.label) } ?? policy.window,
        say(policy.notice.words),
        policy.audiences.map { name in book.audience(name).map { say($0.title) } ?? name }
          .joined(separator: ", "),
        policy.channels.map { name in book.channel(name).map { say($0.label) } ?? name }.joined(separator: ", "),
      ]
    }
    let runbook = book.updateRunbook.flatMap { book.runbook($0) }
    return policies
      + (runbook.map { [pick("  par la procédure « \($0.name) »", "  by the runbook “\($0.name)”")] } ?? [])
  }

  func runbookLines(_ runbook: Runbook) -> [String] {
    let count = runbook.steps.count
    var lines = [
      "  \(runbook.name) · \(say(runbook.title)) · \(count) "
        + pick(count > 1 ? "étapes" : "étape", count == 1 ? "step" : "steps")
    ]
    if let when = runbook.startCriteria { lines.append("    " + pick("quand : ", "when: ") + say(when)) }
    if let rollback = runbook.rollbackCriteria {
      lines.append("    " + pick("retour arrière : ", "rollback: ") + say(rollback))
    }
    for reference in runbook.references {
      lines.append("    \(say(reference.title))\(pick(" : ", ": "))\(say(reference.place))")
    }
    var number = 0
    for stage in runbook.stages {
      lines.append("    \(say(stage.title))")
      for step in stage.steps {
        number += 1
        let mark = step.action.isAutomatic ? "▶" : " "
        let command = step.action.commandLine.map { "  $ \($0)" } ?? ""
        lines.append("     \(number < 10 ? " " : "")\(number) \(mark) \(say(step.title))\(command)")
      }
    }
    return lines
  }

  var scalingLines: [String] {
    guard let scaling = book.scaling else { return [] }
    var rows = TextRows()
    rows.add(pick("déclencheurs", "triggers"), scaling.triggers.map(\.rawValue).joined(separator: ", "))
    rows.add(pick("suivi", "followed"), scaling.follow.joined(separator: ", "))
    rows.add(pick("procédure", "runbook"), scaling.runbook)
    rows.add("instance", say(scaling.instance))
    rows.add("volume", say(scaling.volume))
    rows.add(pick("type voulu", "wanted type"), say(scaling.instanceType))
    for duty in scaling.duties { rows.add(pick("prévoir", "foresee"), say(duty.title)) }
    return rows.lines
  }

  var contactLines: [String] {
    rows(book.contacts) { contact in
      let reach = contact.addresses.map { "\($0.channel) \(say($0.address))" }.joined(separator: ", ")
      return [contact.name, say(contact.role), say(contact.responsibility), reach]
    }
      + rows(book.audiences) { audience in
        [audience.name, say(audience.title), audience.address.map(say) ?? audience.contacts.joined(separator: ", ")]
      }
  }

  func templateLines(_ template: MessageTemplate) -> [String] {
    let body = say(template.body).split(separator: "\n", omittingEmptySubsequences: false)
    return ["  \(template.name) · \(say(template.title))", "    " + say(template.subject), ""]
      + body.map { $0.isEmpty ? "" : "    " + $0 } + [""]
  }
}
