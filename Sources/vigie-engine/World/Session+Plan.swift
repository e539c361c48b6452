import Clients
import Configuration
import Maintenance
import Operations

extension Session {
  /// The plan that was asked for; from then on things are said in its language and in its zone.
  func plan() throws(Complaint) -> (plan: Plan, zone: Zone, remarks: [PlanFault]) {
    let source = try PlanSource(surroundings).load()
    speak(source.plan.isSandbox ? nil : source.plan.language, in: source.plan.timezone)
    return source
  }

  /// The zone in which moments are said: the agent's, whose plan may be named nowhere else, else the plan's.
  var zone: Zone { timezone.flatMap(ZoneFile.zone(named:)) ?? PlanSource(surroundings).zone }

  /// A command line with the options that were given to this one, so that it may be copied as it stands.
  func commandLine(_ line: String) -> String {
    let options = surroundings.options
    let given = [("--plan", options.plan), ("--state", options.state)].compactMap { name, value in
      value.map { "\(name) \(CommandText.quoted($0))" }
    }
    return ([line] + given).joined(separator: " ")
  }
}
