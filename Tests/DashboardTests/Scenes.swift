import Dashboard
import Drawing
import Maintenance

/// The screens to look at, each reached by keys.
enum Scenes {
  static func all(
    columns: Int, rows: Int, language: Language, charset: Charset = .unicode
  ) -> [(String, Stage)] {
    func stage(_ situation: Situation?) -> Stage {
      Stage(situation, columns: columns, rows: rows, language: language, charset: charset)
    }
    var scenes: [(String, Stage)] = [
      ("overview-healthy", stage(Fixture.healthy)), ("overview-troubled", stage(Fixture.troubled)),
      ("overview-starting", stage(Fixture.starting)), ("overview-unreadable", stage(Fixture.unreadable)),
    ]
    var lost = stage(Fixture.troubled)
    lost.send(.tick(Fixture.now.adding(seconds: 60)))
    lost.send(.lost(reason: "agent.sock: connection reset"))
    lost.send(.tick(Fixture.now.adding(seconds: 240)))
    scenes.append(("overview-lost", lost))
    var missing = Stage(nil, columns: columns, rows: rows, language: language, charset: charset)
    missing.send(.agentMissing(reason: "/var/lib/vigie/agent.sock: Permission denied"))
    scenes.append(("no-agent", missing))
    for (name, key) in [("services", "2"), ("capacity", "3"), ("backups", "4"), ("rounds", "5")] {
      var scene = stage(Fixture.troubled)
      scene.press(key)
      if key == "2" { scene.press("j", "j") }
      scenes.append((name, scene))
    }
    var catalogue = stage(Fixture.healthy)
    catalogue.press("4", "tab", "j")
    scenes.append(("backups-catalogue", catalogue))
    var stores = stage(Fixture.recoverable)
    stores.press("4")
    scenes.append(("backups-stores", stores))
    for (name, keys) in [("moment", ["up", "up", "left"]), ("moment-hole", ["pgup", "pgup", "up"])] {
      var moment = stage(Fixture.recoverable)
      moment.press("4", "t")
      for key in keys { moment.press(key) }
      scenes.append((name, moment))
    }
    scenes += rowScenes(stage)
    scenes.append(("register", register(stage(Fixture.troubled))))
    scenes.append(("sheet-restart", restart(stage(Fixture.healthy))))
    scenes.append(("sheet-restore", restore(stage(Fixture.healthy))))
    scenes.append(("operation", operation(stage(Fixture.troubled))))
    var guided = stage(Fixture.troubled)
    guided.press("w")
    scenes.append(("round", guided))
    guided.press("enter")
    guided.type("alerte suivie")
    scenes.append(("round-reason", guided))
    for (name, keys) in [
      ("procedures", []), ("runbook", ["enter"]), ("runbook-step", ["enter", "j", "j"]),
      ("update-detail", ["tab", "j", "enter"]),
    ] {
      var procedures = handbook(stage(Fixture.troubled), screen: "6")
      for key in keys { procedures.press(key) }
      scenes.append((name, procedures))
    }
    for (name, keys) in [
      ("contacts", []), ("contact-detail", ["enter"]), ("template-detail", ["tab", "tab", "tab", "enter"]),
    ] {
      var contacts = handbook(stage(Fixture.troubled), screen: "9")
      for key in keys { contacts.press(key) }
      scenes.append((name, contacts))
    }
    for (name, keys) in [("logs", []), ("logs-error", ["E"]), ("log-entry", ["E", "enter"])] {
      var logs = stage(Fixture.troubled)
      logs.press("7")
      logs.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page())))
      for key in keys { logs.press(key) }
      scenes.append((name, logs))
    }
    var note = stage(Fixture.troubled)
    note.press("a")
    scenes.append(("acknowledge", note))
    var help = stage(Fixture.troubled)
    help.press("?")
    scenes.append(("help", help))
    var palette = stage(Fixture.troubled)
    palette.press(":")
    scenes.append(("palette", palette))
    palette.type("ser")
    scenes.append(("palette-found", palette))
    var filter = stage(Fixture.troubled)
    filter.press("2", "/")
    filter.type("!php")
    scenes.append(("filter-typed", filter))
    filter = register(stage(Fixture.troubled))
    filter.press("tab", "/")
    filter.type("base")
    filter.press("enter")
    scenes.append(("filter-kept", filter))
    var marks = stage(Fixture.troubled)
    marks.press("space", "j")
    scenes.append(("marks", marks))
    var themes = stage(Fixture.troubled)
    themes.press("T", "j")
    scenes.append(("themes", themes))
    for (name, keys) in [("zoom-capacity", ["3", "j", "+"]), ("zoom-problems", ["+"]), ("zoom-services", ["2", "+"])] {
      var zoomed = stage(Fixture.troubled)
      for key in keys { zoomed.press(key) }
      scenes.append((name, zoomed))
    }
    return scenes
  }

  /// Rows of a table, from their being named to their being compared; and what restores have set aside.
  private static func rowScenes(_ stage: (Situation?) -> Stage) -> [(String, Stage)] {
    var form = stage(RowsFixture.situation)
    form.press("4", "L")
    var scenes = [("rows", form)]
    form.type("concerts")
    form.press("tab")
    form.type("id < 20 and (price > 10")
    scenes.append(("rows-fault", form))
    form.type(")")
    form.press("tab", "space", "up", "up")
    scenes.append(("rows-moment", form))
    var lost = stage(RowsFixture.situation)
    lost.press("4", "t")
    lost.send(.answer(.losses, .losses(LossFixture.report)))
    scenes.append(("moment-lost", lost))
    scenes.append(("overview-table", stage(LossFixture.situation)))
    var named = stage(RowsFixture.situation)
    named.press("4", "L")
    named.send(.answer(.losses, .losses(LossFixture.report)))
    named.type("concerts")
    scenes.append(("rows-lost", named))
    form.press("enter")
    scenes.append(("rows-chosen", form))
    scenes.append(("rows-compared", RowsFixture.afterComparison(stage(RowsFixture.situation))))
    var asides = stage(RowsFixture.withAsides)
    asides.press("4")
    return scenes + [("backups-aside", asides)]
  }

  /// The screen of a digit with the handbook there.
  static func handbook(_ stage: Stage, screen: String) -> Stage {
    var stage = stage
    stage.press(screen)
    stage.send(.answer(.handbook, .handbook(HandbookFixture.handbook, enabledChannels: ["email"])))
    return stage
  }

  static func register(_ stage: Stage) -> Stage {
    var stage = stage
    stage.press("8")
    stage.send(.answer(.operations(limit: 100), .operations([Fixture.restoreRunning, Fixture.backupDone])))
    let rows = (1...12).map(auditRow)
    stage.send(.answer(.audit(limit: 100, before: nil), .audit(rows)))
    stage.send(.answer(.verifyRegister, .verified(rows: 12, fault: nil)))
    return stage
  }

  static func auditRow(_ number: Int) -> AuditEntry {
    let actions = ["tick", "operation.started", "operation.ended"]
    return AuditEntry(
      sequence: Int64(number), at: Fixture.ago(hours: Double(13 - number)), by: Fixture.person,
      action: actions[number % 3], target: number % 3 == 0 ? "daily/2026-11-22/error-logs" : "database:nationsounds",
      reason: number == 12 ? "table effacée par erreur" : nil, exitStatus: number % 3 == 2 ? 0 : nil, detail: "{}",
      hash: String(repeating: "a1", count: 32))
  }

  static func restart(_ stage: Stage) -> Stage {
    var stage = stage
    stage.press("2", "r")
    let request = OperationRequest.service(verb: .restart, name: "nginx")
    stage.send(.answer(.preview(request), .preview(preview(request))))
    return stage
  }

  static func restore(_ stage: Stage) -> Stage {
    var stage = stage
    stage.press("4", "tab", "j", "r")
    guard case .ask(.preview(let request)) = stage.effects.last else { return stage }
    stage.send(.answer(.preview(request), .preview(restorePreview(request))))
    return stage
  }

  static func operation(_ stage: Stage) -> Stage {
    var stage = stage
    stage.press("o")
    let output = (1...40).map { "[\($0)/40] nationsounds.bookings: \($0 * 210) rows\n" }.joined()
    stage.send(
      .answer(
        .operation(id: Fixture.restoreRunning.id, outputFrom: 0),
        .operation(Fixture.restoreRunning, output: output, next: output.utf8.count)))
    return stage
  }

  static func preview(
    _ request: OperationRequest, confirmation: Confirmation = .yes, role: Role = .operator,
    preflight: [Preflight] = []
  ) -> OperationPreview {
    OperationPreview(
      request: request,
      procedure: Procedure(
        name: "service.restart", title: LocalizedText(french: "Redémarrer nginx", english: "Restart nginx"),
        target: "service:nginx", confirmation: confirmation, role: role,
        steps: [Step(verb: "service.restart", title: LocalizedText(french: "Redémarrer", english: "Restart"))]),
      commands: ["systemctl restart nginx.service", "systemctl is-active nginx.service"], preflight: preflight,
      commandLine: "vigie service restart nginx",
      impact: LocalizedText(
        french: "Les connexions ouvertes sont coupées, environ 2 s.",
        english: "Open connections are cut, for about 2 s."))
  }

  static func restorePreview(_ request: OperationRequest) -> OperationPreview {
    OperationPreview(
      request: request,
      procedure: Procedure(
        name: "restore.database", title: LocalizedText(french: "Restaurer la base", english: "Restore the database"),
        target: "database:nationsounds", confirmation: .typeName("nationsounds"), role: .administrator,
        steps: [Step(verb: "restore", title: LocalizedText(french: "Rebâtir", english: "Rebuild"))]),
      commands: [
        "cp --reflink=auto nationsounds.sqlite set-aside/nationsounds.sqlite",
        "sha256sum -c SHA256SUMS", "gunzip -c dump.sql.gz | sqlite3 rebuilt.sqlite",
        "sqlite3 rebuilt.sqlite 'PRAGMA integrity_check'", "sqlite3 rebuilt.sqlite 'SELECT count(*) FROM bookings'",
        "mv rebuilt.sqlite nationsounds.sqlite", "systemctl reload php8.2-fpm.service",
      ],
      preflight: [
        Preflight(severity: .fine, text: LocalizedText(french: "place 41 Go / 6 Go", english: "space 41 GB / 6 GB")),
        Preflight(severity: .fine, text: LocalizedText(french: "sommes justes", english: "checksums hold")),
        Preflight(
          severity: .warning,
          text: LocalizedText(
            french: "hors fenêtre de maintenance (22:00–05:00)", english: "outside the maintenance window (22:00–05:00)"
          )),
      ],
      commandLine: "vigie restore database --backup database.full-20261121T000000Z --confirm nationsounds",
      impact: LocalizedText(
        french: "Ce qui a été écrit depuis le 21 nov. 01:02 est perdu ; la base d’avant est gardée à côté.",
        english: "What was written since 21 Nov 01:02 is lost; the database before is kept aside."))
  }
}
