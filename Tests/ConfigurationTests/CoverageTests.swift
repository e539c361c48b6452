import Configuration
import Maintenance
import Testing

/// docs/COVERAGE.md against the shipped plan, as the loader understands it.
@Suite struct CoverageTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fact, place, value: String
    var testDescription: String { place }
  }

  static func lines() throws -> [String] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return String(decoding: try TestFiles.read("/\(root)/docs/COVERAGE.md"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
  }

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "|").map { String($0).trimming() }
  }

  /// The rows whose place and value stand between backquotes.
  static func rows() throws -> [Row] {
    try lines().filter { $0.hasPrefix("|") }.map(cells).compactMap { cells in
      guard cells.count == 3, cells[1].hasPrefix("`"), cells[2].hasPrefix("`") else { return nil }
      return Row(fact: cells[0], place: cells[1].unquoted(), value: cells[2].unquoted())
    }
  }

  @Test func everyPlaceHoldsWhatTheTableSays() throws {
    let lookup = PlanLookup(try ShippedPlanTests.nationSounds().plan)
    let rows = try Self.rows()
    #expect(rows.count > 250)
    for row in rows {
      let found = lookup.text(row.place, in: .english)
      let line = found.map { $0.split(separator: "\n").first.map(String.init) ?? "" }
      #expect(Self.isSame(line ?? "nothing", row.value), "\(row.place): \(found ?? "nothing") ≠ \(row.value)")
    }
  }

  @Test func everyPlaceIsInBothLanguages() throws {
    let lookup = PlanLookup(try ShippedPlanTests.nationSounds().plan)
    for row in try Self.rows() where row.place.hasSuffix(".title") || row.place.hasSuffix(".purpose") {
      let french = lookup.text(row.place, in: .french)
      #expect(french != nil && (french != row.value || ["Implementation", "Deployment"].contains(row.value)))
    }
  }

  @Test func noPlaceStandsTwiceAndNoFactIsUnnamed() throws {
    let rows = try Self.rows()
    let places = rows.map { $0.place }
    #expect(Set(places).count == places.count)
    #expect(rows.allSatisfy { !$0.fact.isEmpty })
  }

  @Test func theCountsAreThoseOfThePlan() throws {
    let plan = try ShippedPlanTests.nationSounds().plan
    let book = plan.handbook
    let tasks = plan.rounds.flatMap(\.tasks)
    func steps(_ name: String) throws -> Int { try #require(book.runbook(name)).steps.count }
    let expected: [(String, Int)] = [
      ("Tasks of the calendar", tasks.filter { $0.origins.contains(.calendar) }.count),
      ("Items of the checklists", tasks.filter { $0.origins.contains(.checklist) }.count),
      ("Tasks of the rounds", tasks.count), ("Kinds of update", book.updates.count),
      ("Steps of the update process", try steps(#require(book.updateRunbook))),
      ("Steps of the upgrade of the framework", try steps("framework-upgrade")),
      ("Steps of the upgrade of the infrastructure", try steps("infrastructure-upgrade")),
      ("Legs of the backups", plan.backups.count), ("Triggers of the legs", plan.backups.flatMap(\.triggers).count),
      ("Stores", book.stores.count), ("Items of verification", book.verification.count),
      ("Thresholds", plan.capacity.count * 2), ("Types of log", book.logging.types.count),
      ("Levels of log", book.logging.levels.count), ("Rotations", book.rotation.count),
      ("Duties of documentation", book.duties.filter { $0.area == .documentation }.count),
      ("Duties of training", book.duties.filter { $0.area == .training }.count),
      ("Contacts", book.contacts.count), ("Channels", book.channels.count), ("Templates", book.templates.count),
      ("Values to fill in", book.blanks.count), ("Places below", try Self.rows().count),
    ]
    let counts = try Self.lines().filter { $0.hasPrefix("|") }.map(Self.cells).filter {
      $0.count == 2 && Int($0[1]) != nil
    }
    #expect(counts.count == expected.count)
    for (name, count) in expected {
      let row = try #require(counts.first { $0[0] == name || $0[0].hasPrefix(name + ",") }, "\(name)")
      #expect(row[1] == String(count), "\(name)")
    }
    // The figures of the written procedure itself.
    #expect(expected.prefix(11).map(\.1) == [18, 12, 26, 4, 16, 16, 15, 6, 7, 3, 6])
    #expect(Set(book.verification.map(\.mode)).count == 2)
    #expect(book.verification.filter { $0.mode == .automatic }.count == 3)
  }

  @Test func tasksOfBothListsAreOne() throws {
    let tasks = try ShippedPlanTests.nationSounds().plan.rounds.flatMap(\.tasks)
    let both = tasks.filter { $0.origins.contains(.calendar) && $0.origins.contains(.checklist) }
    #expect(
      both.map(\.name) == ["error-logs", "active-alerts", "performance-trends", "security-updates", "temporary-data"])
    #expect(tasks.filter { $0.origins == [.database] }.map(\.name) == ["table-optimisation"])
    for pair in [
      ["restore-test", "full-restore-test"], ["table-optimisation", "database-optimisation"],
      ["access-rights", "access-audit"], ["metrics", "metrics-review"], ["backups", "backup-integrity"],
    ] {
      #expect(pair.allSatisfy { name in tasks.contains { $0.name == name } })
    }
  }

  @Test func everyWordOfTheHandbookIsInBothLanguages() throws {
    let book = try ShippedPlanTests.nationSounds().plan.handbook
    var texts: [LocalizedText] = book.duties.map(\.title)
    for runbook in book.runbooks {
      texts += [runbook.title, runbook.purpose]
      texts += runbook.stages.map(\.title)
      for step in runbook.steps { texts += [step.title, step.detail, step.onlyIf].compactMap(\.self) }
    }
    for template in book.templates {
      texts += [template.title, template.subject, template.body]
      texts += template.placeholders.map(\.meaning)
    }
    for policy in book.updates { texts += [policy.title, policy.purpose] }
    for contact in book.contacts { texts += [contact.role, contact.responsibility] }
    texts += book.verification.map(\.title)
    texts += book.stores.map(\.title)
    texts += book.logging.types.map(\.meaning)
    texts += book.logging.levels.map(\.meaning)
    #expect(texts.allSatisfy { $0.missing.isEmpty })
    #expect(texts.count > 170)
  }

  @Test func nobodyIsWrittenToByTheShippedPlan() throws {
    let book = try ShippedPlanTests.nationSounds().plan.handbook
    let addresses = book.contacts.flatMap(\.addresses).map(\.address) + book.audiences.compactMap(\.address)
    #expect(!addresses.isEmpty)
    for address in addresses {
      let text = address.text(in: .english)
      #expect(text == nil || text?.hasSuffix(".invalid") == true)
    }
    #expect(book.channels.allSatisfy { $0.settings.hasPrefix("/etc/vigie/channels/") })
    #expect(book.channels.map(\.kind) == ChannelKind.allCases)
  }

  /// Durations are the same when they last as long, however they are written.
  private static func isSame(_ found: String, _ stated: String) -> Bool {
    if found == stated { return true }
    guard let a = PlanDuration.seconds(found), let b = PlanDuration.seconds(stated) else { return false }
    return a == b
  }
}

extension String {
  fileprivate func trimming() -> String {
    var text = Substring(self).drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  fileprivate func unquoted() -> String { String(drop { $0 == "`" }.reversed().drop { $0 == "`" }.reversed()) }
}
