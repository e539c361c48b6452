import Maintenance

/// The calendar of the backups as other schedulers write it.
struct ScheduleExport {
  let plan: Plan
  /// The program and the options that lead it to this plan and this state folder, without which it would save something
  /// else, or a sandbox.
  let program: [String]
  let language: Language

  /// Lines of a crontab(5), in the plan's zone.
  var cron: [String] {
    ["CRON_TZ=\(plan.timezone)"]
      + plan.backups.flatMap { leg in
        leg.triggers.map { trigger in
          cron(trigger).map { "\($0) \(line(of: leg.leg))" } ?? "# \(leg.leg.rawValue)\(onChange.text(in: language))"
        }
      }
  }

  /// Units of systemd.timer(5) and systemd.service(5), one pair after the other, each begun by its file's name.
  var systemd: [String] {
    plan.backups.flatMap { leg -> [String] in
      let calendars = leg.triggers.compactMap { calendar($0) }
      guard !calendars.isEmpty else { return [] }
      let name = "vigie-" + leg.leg.rawValue.map { $0 == "." ? "-" : String($0) }.joined()
      return [
        "# \(name).timer", "[Timer]",
      ] + calendars.map { "OnCalendar=\($0) \(plan.timezone)" } + [
        "Persistent=true", "", "[Install]", "WantedBy=timers.target", "", "# \(name).service", "[Service]",
        "Type=oneshot",
        "ExecStart=\(unitLine(of: leg.leg))", "",
      ]
    }
  }

  private let onChange = LocalizedText(
    french: "\u{A0}: quand elle a changé\u{A0}; seul un agent le remarque",
    english: ": when it has changed; only an agent notices")

  private func words(of leg: BackupLeg) -> [String] {
    [program[0], "backup", leg.rawValue] + program.dropFirst() + ["--no-input"]
  }

  /// As the shell that cron starts takes it; a per cent sign would end the command (crontab(5)).
  private func line(of leg: BackupLeg) -> String {
    words(of: leg).map(CommandText.quoted).joined(separator: " ").replacing("%", with: "\\%")
  }

  /// As systemd splits and expands it (systemd.service(5), "Command lines"; systemd.unit(5), "Specifiers").
  private func unitLine(of leg: BackupLeg) -> String {
    words(of: leg).map { word in
      let plain = word.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "0123456789-_./:=%".unicodeScalars.contains($0)
      }
      let text = word.replacing("%", with: "%%").replacing("$", with: "$$")
      return plain
        ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }.joined(separator: " ")
  }

  private func cron(_ trigger: BackupTrigger) -> String? {
    switch trigger {
    case .daily(let minute): "\(minute % 60) \(minute / 60) * * *"
    case .weekly(let weekday, let minute): "\(minute % 60) \(minute / 60) * * \(weekday % 7)"
    case .every(let seconds) where seconds < 3600: "*/\(Int(seconds) / 60) * * * *"
    case .every(let seconds) where seconds < 86_400: "0 */\(Int(seconds) / 3600) * * *"
    case .every(let seconds): "0 0 */\(Int(seconds) / 86_400) * *"
    case .onChange: nil
    }
  }

  private func calendar(_ trigger: BackupTrigger) -> String? {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return switch trigger {
    case .daily(let minute): "*-*-* \(two(minute / 60)):\(two(minute % 60)):00"
    case .weekly(let weekday, let minute): "\(days[(weekday + 6) % 7]) *-*-* \(two(minute / 60)):\(two(minute % 60)):00"
    case .every(let seconds) where seconds < 3600: "*-*-* *:0/\(Int(seconds) / 60):00"
    case .every(let seconds) where seconds < 86_400: "*-*-* 0/\(Int(seconds) / 3600):00:00"
    case .every(let seconds): "*-*-1/\(Int(seconds) / 86_400) 00:00:00"
    case .onChange: nil
    }
  }
}
