import Host
import Maintenance
import TestSupport

@testable import Operations

/// A step of an operation that has no server: for what is said and kept of one.
enum PlacingContext {
  static func make(state: String = "/nonexistent", commands: ScriptedRunner = ScriptedRunner()) -> StepContext {
    var plan = Plan(application: "Shop", timezone: "UTC")
    plan.language = .english
    return StepContext(
      step: Step(verb: "x", title: LocalizedText("x")), operation: "20261130T105800Z-0000", plan: plan,
      state: StateFolder(state), host: Host(clock: ManualClock(), roots: Roots(), commands: commands),
      orderedAt: Timestamp(milliseconds: 0))
  }
}
