import Maintenance
import Wire

/// Whether the agent goes by the plan that was asked for.
package enum PlanAgreement {
  /// It does, or no plan was named.
  case same
  /// It goes by the same file, as it was before somebody changed it.
  case changed
  /// It goes by another plan than the one that was named.
  case other(Complaint)

  /// What a person is told of a plan that has changed since the agent read it.
  package static let changedRemark = LocalizedText(
    french: "le plan a changé depuis que l’agent l’a lu : « vigie agent --stop », et la commande suivante le lit",
    english: "the plan has changed since the agent read it: \"vigie agent --stop\", and the next command reads it")
}

extension Surroundings {
  /// Compares the plan that was asked for with the one of the agent that answered.
  package func agreement(with agent: Welcome) -> PlanAgreement {
    if options.plan != nil, agent.planFile != planFile {
      return .other(.otherPlan(agent.planFile, wanted: planFile ?? ""))
    }
    return agent.planFile == planFile && agent.planStamp != planStamp ? .changed : .same
  }
}
