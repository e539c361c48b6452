import Maintenance

extension KeyTable {
  static let store = KeyTable(
    "stores.NAME", "A place that keeps copies of the backups.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "How screens call it."),
      .required("kind", Forms.oneOf(StoreKind.allCases.map(\.rawValue)), "What kind of place."),
      .required(
        "place", Forms.fillable,
        "Where: a folder of this host, a remote of rclone (`backup-host:web-01`), or the disk's filesystem UUID."),
      PlanKey(
        "config", Forms.path, standard: "rclone's own", "rclone's configuration of mode 0600 that knows the remote."),
      PlanKey(
        "recipients", Forms.path, "The age recipients for whom artefacts are encrypted before they leave this host."),
      PlanKey(
        "identity", Forms.path, standard: "kept elsewhere",
        "The age identity that reads them again here. Whether it is here at all is the house's decision: without it a restore from this store asks for it, with it a thief of this host reads the store."
      ),
      PlanKey("offsite", Forms.flag, standard: "`false`", "Whether it stands elsewhere than the application."),
      PlanKey("encrypted", Forms.flag, standard: "`false`", "Whether nobody can read it without the key."),
      PlanKey(
        "luks", "a UUID",
        "The LUKS container in which the filesystem of a disk lies: it is opened for a copy, and closed."),
      PlanKey("luks-key", Forms.path, "The file that opens it, mode 0600; without it, a person opens the disk."),
      PlanKey("provider", Forms.text, "Whose it is, when it is not ours."),
      PlanKey("archive", Forms.text, "The class of storage into which old backups move."),
      PlanKey(
        "archive-after", "a duration: `30d`", standard: "the store's own rules",
        "How old they are when vigie moves them there; a restore asks for them back, and waits."),
      PlanKey(
        "every", Forms.oneOf(Cadence.ofStores.map(\.rawValue)), standard: "after each backup", "How often it is fed."),
    ])
  static let verification = KeyTable(
    "verification.NAME", "One thing that is done to be sure of the backups.",
    [
      .required("title", Forms.localized, "What is done."),
      .required("mode", Forms.oneOf(VerificationMode.allCases.map(\.rawValue)), "Who does it."),
      .required("every", Forms.oneOf(Cadence.allCases.map(\.rawValue)), "How often."),
      PlanKey("task", "the name of a task of `rounds`", "The task in which it is done."),
      PlanKey("at", "a time of day: `08:00`", "When vigie writes the daily report of all backups."),
      PlanKey("owner", Forms.name(of: "contacts"), "Whom the report is for."),
      PlanKey(
        "send", "a list: a program and its arguments", "The program that takes the report on its standard input."),
    ])
  static let drill = KeyTable(
    "drills.NAME", "A restore that is practised, aside.",
    [
      .required("title", Forms.localized, "What is practised."),
      .required("every", Forms.oneOf(Period.allCases.map(\.rawValue)), "How often."),
      .required(
        "restores", "one or more of " + Forms.oneOf(RestoreScope.allCases.map(\.rawValue)), "What is brought back."),
      PlanKey(
        "from", Forms.name(of: "stores"), standard: "the backups that are here",
        "The store from which alone everything is brought back, as after a disaster: `vigie drill disaster`."),
      PlanKey("runbook", Forms.name(of: "runbooks"), "The runbook that is practised."),
      PlanKey("task", "the name of a task of `rounds`", "The task in which it is done."),
    ])
}

extension Cadence {
  static let ofStores: [Cadence] = [.eachBackup, .daily, .weekly, .monthly]
  /// The periods of the calendar.
  static let periods: [Cadence] = allCases.filter { $0.period != nil }
}

extension Section {
  /// `stores`: the places that keep copies of the backups.
  func stores() -> [BackupStore] {
    named { field in
      guard let section = field.section(.store) else { return nil }
      let kind: StoreKind? = section["kind"].flatMap { $0.choice() }
      let place = section["place"].flatMap { $0.fillable("où il se trouve", "where it is") }
      let title = section["title"].flatMap { $0.localized() } ?? LocalizedText(field.name)
      var store = BackupStore(
        name: field.name, title: title, kind: kind ?? .server, place: place ?? .toFill,
        isOffsite: section["offsite"].flatMap { $0.bool() } ?? false,
        isEncrypted: section["encrypted"].flatMap { $0.bool() } ?? false,
        provider: section["provider"].flatMap { $0.text() }, archiveClass: section["archive"].flatMap { $0.text() },
        cadence: section["every"].flatMap { $0.choice(among: Cadence.ofStores) })
      store.archiveAfterSeconds = section["archive-after"].flatMap { $0.duration(from: 86_400) }
      if let field = section["archive-after"], store.archiveClass == nil {
        field.report(
          french: "il manque « archive », la classe de stockage", english: "“archive”, the class of storage, is missing"
        )
      }
      store.luks = section["luks"].flatMap { $0.word("-", of: Expectation("un UUID", "a UUID")) }
      store.luksKey = section["luks-key"].flatMap { $0.absolutePath() }
      if let field = section["luks"] ?? section["luks-key"], kind != .disk {
        field.report(french: "seul un disque a un conteneur LUKS", english: "only a disk has a LUKS container")
      }
      store.configuration = section["config"].flatMap { $0.absolutePath() }
      store.recipients = section["recipients"].flatMap { $0.absolutePath() }
      store.identity = section["identity"].flatMap { $0.absolutePath() }
      return kind == nil || place == nil ? nil : store
    }
  }

  /// `verification`: what is done to be sure of the backups.
  func verification(_ names: PlanNames) -> [VerificationItem] {
    named { field in
      guard let section = field.section(.verification) else { return nil }
      let title = section["title"].flatMap { $0.localized() }
      let mode: VerificationMode? = section["mode"].flatMap { $0.choice() }
      let cadence: Cadence? = section["every"].flatMap { $0.choice() }
      let task = section["task"].flatMap { $0.taskName(names) }
      guard let title, let mode, let cadence else { return nil }
      var item = VerificationItem(name: field.name, title: title, mode: mode, cadence: cadence, task: task)
      item.minute = section["at"].flatMap { $0.value(.timeOfDay) { TimeOfDay.minute($0) } }
      item.contact = section["owner"].flatMap { $0.reference("contacts", names.contacts) }
      item.send = section["send"].map(\.words)
      if let field = section["at"] ?? section["send"], mode != .automatic || cadence != .daily {
        field.report(
          french: "seul ce qui est fait chaque jour, automatiquement, a une heure",
          english: "only what is done each day, automatically, has a time")
      }
      return item
    }
  }

  /// `drills`: the restores that are practised.
  func drills(_ names: PlanNames) -> [RestoreDrill] {
    named { field in
      guard let section = field.section(.drill) else { return nil }
      let title = section["title"].flatMap { $0.localized() }
      let cadence = section["every"].flatMap { $0.choice(among: Cadence.periods) }
      let scopes: [RestoreScope] = (section["restores"]?.oneOrMore() ?? []).compactMap { $0.choice() }
      let runbook = section["runbook"].flatMap { $0.reference("runbooks", names.runbooks) }
      let task = section["task"].flatMap { $0.taskName(names) }
      let store = section["from"].flatMap { $0.reference("stores", names.stores) }
      guard let title, let cadence else { return nil }
      return RestoreDrill(
        name: field.name, title: title, cadence: cadence, scopes: scopes,
        store: store, runbook: runbook, task: task)
    }
  }
}

extension Field {
  /// The name of a task of the rounds.
  func taskName(_ names: PlanNames) -> String? { reference("rounds", names.tasks) }
}
