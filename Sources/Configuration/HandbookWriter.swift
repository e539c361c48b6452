import Maintenance
import Yams

/// From ``Handbook`` to the sections of a plan, as ``PlanWriter`` puts them into the file.
enum HandbookWriter {
  /// `stores`, `verification`, `drills`.
  static func addBackupSections(_ book: Handbook, to root: inout YAMLMapping) {
    root.addEntries("stores", book.stores) { store in
      var entry = YAMLMapping()
      entry.addTitle(store.title, of: store.name)
      entry.add("kind", store.kind.rawValue)
      entry.add("provider", store.provider)
      entry.add("place", store.place)
      entry.add("offsite", flag: store.isOffsite)
      entry.add("encrypted", flag: store.isEncrypted)
      entry.add("archive", store.archiveClass)
      entry.add("archive-after", store.archiveAfterSeconds.map { PlanDuration.text($0) })
      entry.add("config", store.configuration)
      entry.add("recipients", store.recipients)
      entry.add("identity", store.identity)
      entry.add("luks", store.luks)
      entry.add("luks-key", store.luksKey)
      entry.add("every", store.cadence?.rawValue)
      return (store.name, entry)
    }
    root.addEntries("verification", book.verification) { item in
      var entry = YAMLMapping()
      entry.add("title", item.title)
      entry.add("mode", item.mode.rawValue)
      entry.add("every", item.cadence.rawValue)
      entry.add("task", item.task)
      entry.add("at", item.minute.map { TimeOfDay.text(minute: $0) })
      entry.add("owner", item.contact)
      if let send = item.send { entry.add("send", list: send) }
      return (item.name, entry)
    }
    root.addEntries("drills", book.drills) { drill in
      var entry = YAMLMapping()
      entry.add("title", drill.title)
      entry.add("every", drill.cadence.rawValue)
      entry.add("restores", list: drill.scopes.map(\.rawValue))
      entry.add("from", drill.store)
      entry.add("runbook", drill.runbook)
      entry.add("task", drill.task)
      return (drill.name, entry)
    }
  }

  /// `windows`, `updates`.
  static func addUpdateSections(_ book: Handbook, to root: inout YAMLMapping) {
    root.addEntries("windows", book.windows) { window in
      var entry = YAMLMapping(flow: true)
      entry.add("hours", WindowText.text(window.span))
      entry.addTitle(window.label, of: window.name, key: "label")
      return (window.name, entry)
    }
    guard let runbook = book.updateRunbook else { return }
    var updates = YAMLMapping()
    updates.add("process", runbook)
    for policy in book.updates {
      var entry = YAMLMapping()
      entry.addTitle(policy.title, of: policy.kind.rawValue)
      if policy.purpose != policy.title { entry.add("purpose", policy.purpose) }
      entry.add("frequency", policy.frequency.rawValue)
      entry.add("window", policy.window)
      switch policy.notice {
      case .asSoonAsPossible: entry.add("notice", "asap")
      case .ahead(let seconds): entry.add("notice", PlanDuration.text(seconds))
      }
      entry.add("audiences", list: policy.audiences)
      entry.add("channels", list: policy.channels)
      updates.add(policy.kind.rawValue, entry.node)
    }
    root.add("updates", updates.node)
  }

  /// `scaling`.
  static func addScaling(_ book: Handbook, to root: inout YAMLMapping) {
    guard let scaling = book.scaling else { return }
    var entry = YAMLMapping()
    entry.add("triggers", list: scaling.triggers.map(\.rawValue))
    entry.add("runbook", scaling.runbook)
    if !scaling.follow.isEmpty { entry.add("follow", list: scaling.follow) }
    entry.addEntries("duties", scaling.duties) { duty in
      var item = YAMLMapping()
      item.add("title", duty.title)
      item.add("task", duty.task)
      return (duty.name, item)
    }
    entry.add("instance", scaling.instance)
    entry.add("volume", scaling.volume)
    entry.add("instance-type", scaling.instanceType)
    root.add("scaling", entry.node)
  }

  /// `logging`, `rotation`.
  static func addLogSections(_ book: Handbook, to root: inout YAMLMapping) {
    if book.logging != LoggingPolicy() {
      var logging = YAMLMapping()
      logging.addTexts("types", book.logging.types.map { ($0.type.rawValue, $0.meaning) })
      logging.addTexts("levels", book.logging.levels.map { ($0.level.rawValue, $0.meaning) })
      if let central = book.logging.centralisation {
        var entry = YAMLMapping()
        entry.add("collector", central.collector)
        entry.add("search", central.search)
        entry.add("view", central.view)
        entry.add("hosts", list: central.hosts)
        entry.add("index", central.index)
        entry.add("logs", list: central.sources)
        logging.add("centralisation", entry.node)
      }
      root.add("logging", logging.node)
    }
    root.addEntries("rotation", book.rotation) { policy in
      var entry = YAMLMapping()
      entry.add("paths", oneOrList: policy.paths)
      entry.add("every", policy.cadence.rawValue)
      entry.add("keep", String(policy.keep))
      entry.add("missing-ok", flag: policy.missingOK)
      entry.add("compress", flag: policy.compress)
      entry.add("delay-compress", flag: policy.delayCompress)
      entry.add("skip-empty", flag: policy.skipEmpty)
      entry.add("create", policy.create.map { "\($0.mode) \($0.user) \($0.group)" })
      entry.add("shared-script", flag: policy.sharedScript)
      entry.add("reload", policy.reload)
      return (policy.name, entry)
    }
  }

  /// `contacts`, `audiences`, `channels`, `templates`, `duties`.
  static func addPeopleSections(_ book: Handbook, to root: inout YAMLMapping) {
    root.addEntries("contacts", book.contacts) { contact in
      var entry = YAMLMapping()
      entry.add("role", contact.role)
      entry.add("responsibility", contact.responsibility)
      if !contact.addresses.isEmpty {
        var reach = YAMLMapping()
        for address in contact.addresses { reach.add(address.channel, address.address) }
        entry.add("reach", reach.node)
      }
      return (contact.name, entry)
    }
    root.addEntries("audiences", book.audiences) { audience in
      var entry = YAMLMapping()
      entry.addTitle(audience.title, of: audience.name)
      if !audience.contacts.isEmpty { entry.add("contacts", list: audience.contacts) }
      entry.add("address", audience.address)
      return (audience.name, entry)
    }
    root.addEntries("channels", book.channels) { channel in
      var entry = YAMLMapping()
      entry.add("kind", channel.kind.rawValue)
      entry.addTitle(channel.label, of: channel.name, key: "label")
      entry.add("settings", channel.settings)
      return (channel.name, entry)
    }
    root.addEntries("templates", book.templates) { template in
      var entry = YAMLMapping()
      entry.addTitle(template.title, of: template.name)
      entry.add("subject", template.subject)
      entry.add("body", template.body)
      entry.addTexts("placeholders", template.placeholders.map { ($0.name, $0.meaning) })
      return (template.name, entry)
    }
    let areas = DutyArea.allCases.filter { area in book.duties.contains { $0.area == area } }
    root.addEntries("duties", areas) { area in
      var entry = YAMLMapping()
      for duty in book.duties where duty.area == area {
        var item = YAMLMapping()
        item.add("title", duty.title)
        item.add("every", duty.cadence?.rawValue)
        item.add("owner", duty.owner)
        item.add("task", duty.task)
        entry.add(duty.name, item.node)
      }
      return (area.rawValue, entry)
    }
  }

  /// The `maintenance` of a database.
  static func maintenance(_ plan: DatabaseMaintenance) -> Node {
    var entry = YAMLMapping()
    entry.add("tables", list: plan.tables)
    entry.add("analyze", plan.analyze.rawValue)
    entry.add("optimize", plan.optimize.rawValue)
    entry.add("fragmentation", plan.fragmentation.rawValue)
    if let slow = plan.slowQueries {
      var item = YAMLMapping()
      item.add("longer-than", PlanDuration.text(slow.thresholdSeconds))
      item.add("worst", String(slow.worst))
      item.add("every", slow.cadence.rawValue)
      entry.add("slow-queries", item.node)
    }
    entry.addEntries("archive", plan.archive) { rule in
      var item = YAMLMapping()
      item.add("column", rule.column)
      item.add("older-than", PlanDuration.text(rule.olderThanSeconds))
      item.add("into", rule.into)
      return (rule.table, item)
    }
    if !plan.purge.isEmpty {
      var purge = YAMLMapping()
      for rule in plan.purge {
        guard let column = rule.column, let age = rule.olderThanSeconds else {
          purge.add(rule.table, "all")
          continue
        }
        var item = YAMLMapping()
        item.add("column", column)
        if rule.form != .datetime { item.add("form", rule.form.rawValue) }
        item.add("older-than", PlanDuration.text(age))
        purge.add(rule.table, item.node)
      }
      entry.add("purge", purge.node)
    }
    return entry.node
  }
}
