extension Handbook {
  /// A runbook by its name.
  public func runbook(_ name: String) -> Runbook? { runbooks.first { $0.name == name } }

  /// A contact by its name.
  public func contact(_ name: String) -> Contact? { contacts.first { $0.name == name } }

  /// A window by its name.
  public func window(_ name: String) -> MaintenanceWindow? { windows.first { $0.name == name } }

  /// An audience by its name.
  public func audience(_ name: String) -> Audience? { audiences.first { $0.name == name } }

  /// A channel by its name.
  public func channel(_ name: String) -> NoticeChannel? { channels.first { $0.name == name } }

  /// A template by its name.
  public func template(_ name: String) -> MessageTemplate? { templates.first { $0.name == name } }

  /// The report of all backups that vigie makes each day; `nil` when the plan names no time for one.
  public var statusReport: VerificationItem? {
    verification.first { $0.mode == .automatic && $0.cadence == .daily && $0.minute != nil }
  }

  /// Whether the plan says none of it.
  public var isEmpty: Bool { self == Handbook() }
}
