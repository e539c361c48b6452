import Host
import Maintenance
import Probes
import Wire

extension Engine {
  /// A channel is on where its settings file lies.
  func enabledChannels(of handbook: Handbook) -> [String] {
    handbook.channels.filter { FileSystem.facts(host.roots.root + $0.settings)?.kind == .file }.map(\.name)
  }

  /// A part of a log, and never more than a screen could want.
  func log(_ request: LogRequest) async -> Answer {
    guard let log = configuration.plan.logs.first(where: { $0.name == request.name }) else {
      return .refused(.unknown("le journal \(request.name)", "log \(request.name)"))
    }
    var request = request
    request.limit = min(max(1, request.limit), 1000)
    let zone = configuration.zone
    switch await LogTail(log, offset: { zone.offsetSeconds(atCivilSecond: $0) }).page(request, host) {
    case .success(let page): return .log(page)
    case .failure(let why): return .refused(Refusal(.failed, french: why.detail, english: why.detail))
    }
  }
}
