import Host
import Maintenance

/// What must hold before a service is touched.
enum ServicePreflight {
  static func lines(_ context: StepContext, _ verb: ServiceVerb) async -> [Preflight] {
    let control: ServiceControl
    do throws(StepFailure) { control = try ServiceControl(context) } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
    let name = control.service.name
    switch control.service.manager {
    case .process, .none:
      return [.critical("Le plan ne dit pas comment commander \(name)", "The plan gives no way to control \(name)")]
    case .pidfile(_, let start):
      if verb == .reload { return [.critical("\(name) ne sait pas recharger", "\(name) cannot reload")] }
      if verb != .stop {
        guard let program = start.first else {
          return [.critical("\(name) n’a pas de commande de démarrage", "\(name) has no start command")]
        }
        guard SafePath.find(program) != nil else {
          return [.critical("\(program) est introuvable", "\(program) is not on this host")]
        }
      }
    case .unit:
      if SafePath.find("systemctl") == nil {
        return [.critical("systemctl est introuvable", "systemctl is not on this host")]
      }
    }
    return [await condition(control, verb)]
  }

  private static func condition(_ control: ServiceControl, _ verb: ServiceVerb) async -> Preflight {
    let name = control.service.name
    do throws(StepFailure) {
      switch (try await control.isRunning(), verb) {
      case (true, .start): return .fine("\(name) est déjà démarré", "\(name) already runs")
      case (true, _): return .fine("\(name) est démarré", "\(name) runs")
      case (false, .stop): return .fine("\(name) est déjà arrêté", "\(name) is already stopped")
      case (false, .reload): return .critical("\(name) est arrêté", "\(name) is stopped")
      case (false, _): return .fine("\(name) est arrêté", "\(name) is stopped")
      }
    } catch {
      return Preflight(severity: .critical, text: LocalizedText(error.message))
    }
  }
}
