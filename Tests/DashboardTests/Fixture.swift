import Dashboard
import Drawing
import Maintenance

/// Situations to draw: Sunday 22 November 2026, 14:32 in Paris.
enum Fixture {
  static let now = Timestamp(milliseconds: 1_795_354_325_000)
  static let person = Operator(name: "astreinte", uid: 1001)

  static func ago(minutes: Double) -> Timestamp { now.adding(seconds: -60 * minutes) }
  static func ago(hours: Double) -> Timestamp { ago(minutes: 60 * hours) }
  static func ago(days: Double) -> Timestamp { ago(hours: 24 * days) }

  static var agent: AgentStatus {
    AgentStatus(
      pid: 812, version: "0.1.0", startedAt: ago(days: 12), stateFolder: "/var/lib/vigie", endsWhenUnused: false)
  }

  /// Everything is read and fine.
  static var healthy: Situation {
    var situation = Situation(application: "NationSounds", host: "web-01", at: now, agent: agent)
    situation.zoneOffsetSeconds = 3600
    situation.vitals = vitals
    situation.services = services
    situation.capacity = [
      resource(.cpu, 43, alert: 70, critical: 85), resource(.memory, 62, alert: 80, critical: 90),
      resource(.disk, 64, alert: 75, critical: 90, forSeconds: 0, subject: "/var"),
      resource(.connections, 12, alert: 80, critical: 90),
    ]
    situation.backups = legs
    situation.rounds = rounds(capacity: .fine)
    situation.operations = [backupDone]
    situation.logs = LogFixture.logs
    return situation
  }

  /// The overview of the written procedure: mysql is down, memory has been over its limit, a leg is late.
  static var troubled: Situation {
    var situation = healthy
    situation.services[2].condition = .known(
      ServiceCondition(activity: .failed, since: ago(minutes: 3), ending: .signalled(9), restarts: 2), at: now)
    situation.services[2].answer = .unavailable(Unavailability(.failed, "127.0.0.1:3306: Connection refused"))
    situation.capacity[1] = resource(.memory, 81, alert: 80, critical: 90, over: 38 * 60)
    situation.capacity[3].usedPercent = .unavailable(Unavailability(.failed, "mysql"))
    situation.backups[2].overdueSeconds = 34 * 60
    situation.backups[2].severity = .warning
    situation.rounds = rounds(capacity: .warning)
    let log = BackupLeg.databaseLog
    situation.problems = [
      Problem(
        id: "service.mysql", subject: .service("mysql"), severity: .critical, state: .firing,
        cause: .serviceDown(activity: .failed, ending: .signalled(9)), since: ago(minutes: 3)),
      Problem(
        id: "backup.\(log.rawValue)", subject: .backup(log), severity: .warning, state: .firing,
        cause: .backupLate(overdueSeconds: 34 * 60), since: ago(minutes: 34),
        acknowledgement: Acknowledgement(by: person, at: ago(minutes: 5), note: "mysql d’abord")),
      Problem(
        id: "capacity.memory", subject: .resource(.memory), severity: .warning, state: .pending,
        cause: .overThreshold(usedPercent: 81, threshold: Threshold(percent: 80, forSeconds: 3600)),
        since: ago(minutes: 38), firesInSeconds: 22 * 60,
        action: LocalizedText(french: "Chercher la fuite, puis agrandir.", english: "Find the leak, then scale up.")),
    ]
    situation.operations = [restoreRunning, backupDone]
    return situation
  }

  /// Just started: nothing has been read yet.
  static var starting: Situation {
    var situation = healthy
    situation.vitals = Vitals()
    for index in situation.services.indices {
      situation.services[index].condition = .pending
      situation.services[index].answer = .pending
    }
    for index in situation.capacity.indices {
      situation.capacity[index].usedPercent = .pending
      situation.capacity[index].lastHour = []
    }
    for index in situation.backups.indices {
      situation.backups[index].backups = .pending
      situation.backups[index].severity = .unknown
    }
    situation.rounds = rounds(capacity: .unknown)
    situation.operations = []
    return situation
  }

  /// Old and unreadable things of every kind.
  static var unreadable: Situation {
    var situation = healthy
    situation.isSandbox = true
    situation.services[0].condition = .stale(
      ServiceCondition(activity: .active, pid: 900, since: ago(days: 12)), since: ago(minutes: 7))
    situation.services[1].condition = .unavailable(Unavailability(.denied, "systemctl: Access denied"))
    situation.services[3].answer = .known(
      ServiceAnswer(status: 502, latencyMilliseconds: 1240, fault: "502, 200 attendu"), at: now)
    situation.capacity[0].usedPercent = .stale(43, since: ago(minutes: 12))
    situation.capacity[1].usedPercent = .unavailable(Unavailability(.malformed, "/proc/meminfo"))
    if let network = situation.vitals.network.value {
      situation.vitals.network = .stale(network, since: ago(minutes: 7))
    }
    situation.vitals.cpuPressure = .unavailable(Unavailability(.missing, "/proc/pressure/cpu"))
    situation.vitals.disks = .known(
      [
        DiskUsage(
          mountPoint: "/srv/nfs", device: "nas:/srv", fileSystem: "nfs4",
          space: .unavailable(Unavailability(.timeout, "/srv/nfs")))
      ], at: now)
    situation.backups[0].backups = .known([], at: now)
    situation.backups[0].severity = .critical
    situation.backups[1].lastFailure = OperationFailure(
      operation: "20261122T110000Z-0001", at: ago(hours: 2), message: "mariadb-dump: exit status 2")
    situation.backups[1].severity = .warning
    situation.problems = [
      Problem(
        id: "backup.database.full", subject: .backup(.databaseFull), severity: .critical, state: .firing,
        cause: .neverBackedUp, since: ago(days: 3)),
      Problem(
        id: "service.site", subject: .service("site"), severity: .critical, state: .firing,
        cause: .answerWrong(detail: "502, 200 attendu"), since: ago(minutes: 2)),
      Problem(
        id: "operation.1", subject: .operation("20261122T110000Z-0001"), severity: .critical, state: .firing,
        cause: .operationInterrupted(procedure: "restore.database"), since: ago(hours: 2)),
      Problem(
        id: "service.php-fpm", subject: .service("php-fpm"), severity: .unknown, state: .firing,
        cause: .unreadable(Unavailability(.denied, "systemctl: Access denied")), since: ago(minutes: 9)),
      Problem(
        id: "register", subject: .register, severity: .critical, state: .firing,
        cause: .registerFault(detail: "disk I/O error"), since: ago(minutes: 1)),
    ]
    return situation
  }

  static var services: [ServiceStatus] {
    func service(_ name: String, _ pid: Int32?, _ latency: Double?, status: Int? = nil, days: Double = 12)
      -> ServiceStatus
    {
      ServiceStatus(
        name: name, label: LocalizedText(name),
        condition: pid.map {
          .known(
            ServiceCondition(
              activity: .active, pid: $0, since: ago(days: days), restarts: 0, memoryBytes: UInt64($0) * 131_072),
            at: now)
        } ?? .unavailable(Unavailability(.notConfigured, name)),
        answer: latency.map { .known(ServiceAnswer(status: status, latencyMilliseconds: $0), at: now) }
          ?? .unavailable(Unavailability(.notConfigured, name)),
        isControllable: pid != nil)
    }
    return [
      service("nginx", 901, 2, status: 200), service("php-fpm", 944, 11), service("mysql", 1208, 1, days: 3),
      service("site", nil, 14, status: 200),
    ]
  }

  static func resource(
    _ resource: Resource, _ used: Double, alert: Double, critical: Double, forSeconds: Double = 3600,
    over: Double? = nil, subject: String? = nil
  ) -> ResourceStatus {
    let state: AlertState = over == nil ? .inactive : over.map { $0 >= forSeconds } == true ? .firing : .pending
    return ResourceStatus(
      resource: resource, usedPercent: .known(used, at: now), subject: subject,
      alert: ClockStatus(
        threshold: Threshold(percent: alert, forSeconds: forSeconds), severity: .warning, state: state,
        overSeconds: over ?? 0, since: over.map { now.adding(seconds: -$0) }, isHeld: false),
      critical: ClockStatus(
        threshold: Threshold(percent: critical, forSeconds: forSeconds / 4), severity: .critical, state: .inactive,
        overSeconds: 0, since: nil, isHeld: false),
      action: LocalizedText(french: "Regarder les processus.", english: "Look at the processes."),
      lastHour: (0..<60).map { minute in
        minute == 7 ? nil : max(0, min(100, used - 18 + Double((minute * 37 + Int(used)) % 23)))
      })
  }

  /// A database server with a binary log, a hole of some hours in it, and two stores.
  static var recoverable: Situation {
    var situation = healthy
    let hours: [(Double, Double)] = [
      (133.5, 109.5), (109.5, 85.5), (85.5, 68), (61.5, 37.5), (37.5, 13.5), (13.5, 0.6),
    ]
    situation.backups[0].recovery = hours.enumerated().map { index, span in
      RecoverySpan(
        full: index == 5 ? situation.backups[0].backups.value?.first?.id ?? "" : "database.full-\(index)",
        from: ago(hours: span.0), until: ago(hours: span.1))
    }
    situation.backups[0].stores = [
      StoreCopies(store: "primary", copied: 3, present: 3, newestAt: ago(hours: 13.5), checkedAt: ago(hours: 0.4)),
      StoreCopies(store: "secondary", copied: 2, present: 3, newestAt: ago(hours: 37.5), checkedAt: ago(hours: 20)),
      StoreCopies(store: "offline", copied: 0, present: 3, newestAt: nil, checkedAt: nil),
    ]
    for index in situation.backups.indices.dropFirst() {
      let newest = situation.backups[index].backups.value?.first?.takenAt
      situation.backups[index].stores = [
        StoreCopies(store: "primary", copied: 1, present: 1, newestAt: newest, checkedAt: ago(hours: 0.4)),
        StoreCopies(store: "secondary", copied: 0, present: 1, newestAt: nil, checkedAt: ago(hours: 20)),
        StoreCopies(store: "offline", copied: 0, present: 1, newestAt: nil, checkedAt: nil),
      ]
    }
    return situation
  }

  static var legs: [LegStatus] {
    func contents(_ leg: BackupLeg) -> BackupContents {
      switch leg {
      case .databaseFull: .rows(2_481_907)
      case .databaseDifferential: .logFiles(6)
      case .databaseLog: .logFiles(1)
      case .filesFull: .files(118_240)
      case .filesIncremental: .files(312)
      case .configurationFull: .files(47)
      }
    }
    func backup(_ leg: BackupLeg, _ hours: Double, _ megabytes: UInt64, _ trust: TrustRung) -> BackupSummary {
      let taken = ago(hours: hours)
      return BackupSummary(
        id: "\(leg.rawValue)-\(taken.milliseconds / 1000)", leg: leg, takenAt: taken, durationSeconds: 12.4 + hours,
        bytes: megabytes * 1_048_576, trust: trust, verifiedAt: trust >= .checksummed ? taken.adding(seconds: 60) : nil,
        restoredAt: trust == .restored ? ago(days: 2) : nil, contents: contents(leg))
    }
    func leg(_ leg: BackupLeg, _ ages: [Double], _ megabytes: UInt64, _ trigger: BackupTrigger, due: Double?)
      -> LegStatus
    {
      LegStatus(
        leg: leg,
        backups: .known(ages.enumerated().map { backup(leg, $1, megabytes, $0 == 0 ? .complete : .restored) }, at: now),
        triggers: [trigger], nextDue: due.map { now.adding(seconds: $0 * 3600) }, severity: .fine)
    }
    return [
      leg(.databaseFull, [13.5, 37.5, 61.5], 1430, .daily(minute: 60), due: 10.5),
      leg(.databaseDifferential, [2.5, 8.5], 210, .every(seconds: 21_600), due: 3.5),
      leg(.databaseLog, [1.57, 2.57, 3.57], 14, .every(seconds: 3600), due: 0.4),
      leg(.filesFull, [11.5, 35.5], 41_200, .daily(minute: 180), due: 12.5),
      leg(.filesIncremental, [23.5], 380, .daily(minute: 900), due: 0.5),
      leg(.configurationFull, [168], 1, .onChange, due: nil),
    ]
  }

  static func rounds(capacity: Severity) -> [RoundStatus] {
    func text(_ french: String, _ english: String) -> LocalizedText { LocalizedText(french: french, english: english) }
    func task(
      _ name: String, _ title: LocalizedText, _ source: EvidenceSource?, _ severity: Severity, _ fact: LocalizedText?,
      tickedMinutesAgo: Double? = nil
    ) -> TaskStatus {
      let evidence = Evidence(source: source, severity: severity, facts: fact.map { [$0] } ?? [], at: now)
      return TaskStatus(
        name: name, title: title, hint: text("ce qui est nouveau depuis hier", "what is new since yesterday"),
        owner: text("Administrateur système", "System administrator"), evidence: evidence,
        tick: tickedMinutesAgo.map {
          Tick(
            period: .daily, round: "2026-11-22", task: name, verdict: .done, evidence: evidence, by: person,
            at: ago(minutes: $0))
        })
    }
    return [
      RoundStatus(
        period: .daily, round: "2026-11-22", ends: now.adding(seconds: 34_000),
        tasks: [
          task(
            "error-logs", text("Logs d’erreur", "Error logs"), .logErrors, .fine,
            text("laravel : 0 erreur", "laravel: 0 errors"), tickedMinutesAgo: 380),
          task(
            "backups", text("Sauvegardes", "Backups"), .backups, .fine, text("6 vertes", "6 green"),
            tickedMinutesAgo: 378),
          task(
            "metrics", text("Surveillance des métriques", "Watch the metrics"), .capacity, capacity,
            text("mémoire 81 % (> 80 %)", "memory 81% (> 80%)")),
          task("visit", text("Tour de la salle", "Walk the room"), nil, .unknown, nil),
        ]),
      RoundStatus(
        period: .weekly, round: "2026-W47", ends: now.adding(seconds: 34_000),
        tasks: [
          task(
            "integrity", text("Intégrité des sauvegardes", "Integrity of the backups"), .backups, .fine,
            text("6 vertes", "6 green"))
        ]),
    ]
  }

  static var backupDone: OperationStatus {
    OperationStatus(
      id: "20261122T120000Z-aa01", request: .backup(leg: .databaseDifferential),
      procedure: "backup.database.differential",
      title: LocalizedText(french: "Sauver la base (différentielle)", english: "Back up the database (differential)"),
      target: "database:nationsounds", by: .agent, startedAt: ago(hours: 2.5), endedAt: ago(hours: 2.49), state: .done,
      steps: [StepStatus(title: LocalizedText(french: "Extraire", english: "Dump"), state: .done)], exitStatus: 0,
      message: "210 Mo, 7 tables")
  }

  static var restoreRunning: OperationStatus {
    func step(_ french: String, _ english: String, _ state: StepStatus.State, _ progress: Double? = nil) -> StepStatus {
      StepStatus(
        title: LocalizedText(french: french, english: english), state: state,
        startedAt: state == .waiting ? nil : ago(minutes: 2), endedAt: state == .done ? ago(minutes: 1) : nil,
        exitStatus: state == .done ? 0 : nil, message: state == .running ? "412 / 958" : nil, progress: progress)
    }
    return OperationStatus(
      id: "20261122T133005Z-4f2a", request: .restore(scope: .database, backup: nil), procedure: "restore.database",
      title: LocalizedText(french: "Restaurer la base", english: "Restore the database"),
      target: "database:nationsounds", by: person, reason: "table effacée par erreur", startedAt: ago(minutes: 2),
      state: .running,
      steps: [
        step("Copie de sûreté", "Safety copy", .done), step("Rebâtir à côté", "Rebuild aside", .running, 0.43),
        step("Compter les lignes", "Count the rows", .waiting), step("Échanger", "Swap", .waiting),
      ],
      wayBack: WayBack(
        title: LocalizedText(french: "remettre la base d’avant", english: "put the database before back"),
        request: .revert(operation: "20261122T133005Z-4f2a")))
  }

  static var vitals: Vitals {
    func usage(_ user: Double, _ wait: Double) -> CPUUsage {
      CPUUsage(
        user: user, nice: 0, system: 9, idle: 91 - user - wait, iowait: wait, irq: 0, softirq: 1, steal: 0, guest: 0,
        guestNice: 0)
    }
    var vitals = Vitals()
    vitals.processors = .known(
      ProcessorUsage(total: usage(33, 3), perCore: [usage(60, 1), usage(22, 6), usage(35, 2), usage(15, 3)]), at: now)
    vitals.memory = .known(
      MemoryUsage(
        totalBytes: 8_331_000_000, availableBytes: 3_160_000_000, freeBytes: 410_000_000, buffersBytes: 120_000_000,
        cachedBytes: 2_630_000_000, sharedBytes: 90_000_000, swapTotalBytes: 2_147_000_000, swapFreeBytes: 2_100_000_000
      ),
      at: now)
    vitals.disks = .known(
      [
        disk("/", "/dev/vda1", 40, 22), disk("/var", "/dev/vdb1", 100, 36), disk("/srv/backups", "/dev/vdc1", 500, 320),
      ], at: now)
    vitals.network = .known(
      [
        NetworkRate(
          interface: "eth0", receivedBytesPerSecond: 1_240_000, sentBytesPerSecond: 310_000,
          receivedPacketsPerSecond: 1100, sentPacketsPerSecond: 900, errorsPerSecond: 0, dropsPerSecond: 0.4),
        NetworkRate(
          interface: "lo", receivedBytesPerSecond: 88_000, sentBytesPerSecond: 88_000, receivedPacketsPerSecond: 90,
          sentPacketsPerSecond: 90, errorsPerSecond: 0, dropsPerSecond: 0),
      ], at: now)
    vitals.cpuPressure = .known(Pressure(someAverage10: 1.2, someAverage60: 0.8, someAverage300: 0.5), at: now)
    vitals.memoryPressure = .known(Pressure(someAverage10: 0, someAverage60: 0, someAverage300: 0), at: now)
    vitals.ioPressure = .known(Pressure(someAverage10: 4.1, someAverage60: 3.3, someAverage300: 2.9), at: now)
    vitals.load = .known(LoadAverage(one: 1.42, five: 1.18, fifteen: 0.97), at: now)
    vitals.uptimeSeconds = .known(1_042_000, at: now)
    vitals.processCount = .known(187, at: now)
    vitals.processes = .known(
      [
        ProcessUsage(pid: 1208, name: "mariadbd", uid: 110, cpuPercent: 38.2, residentBytes: 1_640_000_000),
        ProcessUsage(pid: 944, name: "php-fpm8.2", uid: 33, cpuPercent: 21.4, residentBytes: 210_000_000),
        ProcessUsage(pid: 901, name: "nginx", uid: 33, cpuPercent: 3.1, residentBytes: 31_000_000),
        ProcessUsage(pid: 812, name: "vigie", uid: 990, cpuPercent: 0.4, residentBytes: 24_000_000),
      ], at: now)
    return vitals
  }

  private static func disk(_ mount: String, _ device: String, _ total: UInt64, _ free: UInt64) -> DiskUsage {
    let giga: UInt64 = 1_073_741_824
    return DiskUsage(
      mountPoint: mount, device: device, fileSystem: "ext4",
      space: .known(
        DiskSpace(
          totalBytes: total * giga, freeBytes: free * giga, availableBytes: free * giga, totalInodes: 6_000_000,
          freeInodes: 5_400_000), at: now),
      readBytesPerSecond: 42_000, writtenBytesPerSecond: 910_000, busyPercent: 4)
  }
}
