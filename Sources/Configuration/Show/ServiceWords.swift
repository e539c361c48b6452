import Maintenance

/// How a service is run and asked, for people who know the words of the trade.
enum ServiceWords {
  static func manager(_ service: ServicePlan) -> String {
    switch service.manager {
    case .unit(let name): name
    case .pidfile(let path, _): path
    case .process(let name): name
    case .none: ""
    }
  }

  static func asked(_ service: ServicePlan) -> String {
    let http = service.http.map { "\($0.url) → \($0.expectedStatus), < \(PlanDuration.text($0.withinSeconds))" }
    let tcp = service.tcp.map { "tcp \($0.host):\($0.port)" }
    return [http, tcp].compactMap(\.self).joined(separator: " · ")
  }
}
