/// Who does a step of a runbook: a person, or vigie by one of its commands.
public enum RunbookAction: Codable, Sendable, Hashable {
  /// A person does it and says so.
  case manual
  /// Runs a backup leg now.
  case backup(BackupLeg)
  /// Restores a part of the application.
  case restore(RestoreScope)
  /// Starts, stops, restarts or reloads a service.
  case service(ServiceVerb, name: String)
  /// Writes a message from a template to the audiences of the step.
  case notice(template: String)
  /// A line for the shell, which the person runs and whose outcome the person judges.
  case command(String)

  /// Whether vigie does it by itself, once it is confirmed.
  public var isAutomatic: Bool {
    switch self {
    case .manual, .command: false
    case .backup, .restore, .service, .notice: true
    }
  }

  /// The line that does it in a shell; `nil` for what only a person does.
  public var commandLine: String? {
    switch self {
    case .manual: nil
    case .backup(let leg): "vigie backup \(leg.rawValue)"
    case .restore(let scope): "vigie restore \(scope.rawValue)"
    case .service(let verb, let name): "vigie service \(verb.rawValue) \(name)"
    case .notice(let template): "vigie notice send \(template)"
    case .command(let line): line
    }
  }
}
