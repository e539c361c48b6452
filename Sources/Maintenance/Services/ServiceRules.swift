/// When a service is a problem.
public enum ServiceRules {
  /// The problem of a service, or `nil` when it runs and answers as the plan expects, or has not been read yet.
  public static func problem(of service: ServiceStatus) -> Problem? {
    switch service.condition {
    case .pending:
      return nil
    case .known(let condition, _):
      return stopped(service, condition) ?? answerFault(service)
    case .unavailable(let why) where why.kind == .notConfigured:
      return answerFault(service)
    case .unavailable(let why):
      return problem(service, .unknown, .unreadable(why))
    case .stale(_, let since):
      let why = Unavailability(.timeout, service.name)
      return problem(service, .unknown, .unreadable(why), since: since)
    }
  }

  private static func stopped(_ service: ServiceStatus, _ condition: ServiceCondition) -> Problem? {
    let cause = Cause.serviceDown(activity: condition.activity, ending: condition.ending)
    switch condition.activity {
    case .active, .reloading:
      return nil
    case .activating, .deactivating:
      return problem(service, .warning, cause, since: condition.since, state: .pending)
    case .inactive, .failed, .notFound:
      return problem(service, .critical, cause, since: condition.since)
    }
  }

  private static func answerFault(_ service: ServiceStatus) -> Problem? {
    switch service.answer {
    case .pending:
      return nil
    case .known(let answer, _):
      return answer.fault.map { problem(service, .critical, .answerWrong(detail: $0)) }
    case .unavailable(let why) where why.kind == .notConfigured:
      return nil
    case .unavailable(let why) where why.kind == .failed || why.kind == .timeout:
      return problem(service, .critical, .answerWrong(detail: why.detail))
    case .unavailable(let why):
      return problem(service, .unknown, .unreadable(why))
    case .stale(_, let since):
      return problem(service, .unknown, .unreadable(Unavailability(.timeout, service.name)), since: since)
    }
  }

  private static func problem(
    _ service: ServiceStatus, _ severity: Severity, _ cause: Cause, since: Timestamp? = nil, state: AlertState = .firing
  ) -> Problem {
    Problem(
      id: "service.\(service.name)", subject: .service(service.name), severity: severity, state: state, cause: cause,
      since: since)
  }
}
