import Maintenance

/// A plan that can be used, and what is still to be said of its file.
public struct LoadedPlan: Sendable, Equatable {
  public var plan: Plan
  /// Warnings and notices, in the order of the file; never an error.
  public var remarks: [PlanFault]
}
