import Maintenance

/// The services that write into what a restore replaces, and so must not run while it is swapped.
enum Writers {
  /// The daemons of the plan that can be stopped and started from here: the application's own processes; and the units of
  /// which the plan says that they write. Web and database servers stay up.
  static func of(_ plan: Plan) -> [ServicePlan] {
    plan.services.filter { service in
      switch service.manager {
      case .pidfile(_, let start): !start.isEmpty
      case .unit: service.writes
      case .process, .none: false
      }
    }
  }
}
