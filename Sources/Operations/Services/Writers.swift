import Maintenance

/// The services that write into what a restore replaces, and so must not run while it is swapped.
enum Writers {
  /// The daemons of the plan that can be stopped and started from here: the application's own processes. Web and
  /// database servers that run as units stay up, as the written procedure wants it.
  static func of(_ plan: Plan) -> [ServicePlan] {
    plan.services.filter { service in
      if case .pidfile(_, let start) = service.manager { !start.isEmpty } else { false }
    }
  }
}
