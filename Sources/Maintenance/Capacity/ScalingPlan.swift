/// How the server is made larger, and what calls for it.
public struct ScalingPlan: Codable, Sendable, Hashable {
  /// The resources whose thresholds call for it; their limits and actions stand in `capacity`.
  public var triggers: [Resource]
  /// What is followed: CPU, memory, disk, network.
  public var follow: [String]
  public var duties: [CapacityDuty]
  /// The name of the runbook with the steps.
  public var runbook: String
  /// The identifier of the machine at the provider.
  public var instance: Fillable
  /// The identifier of the volume of which a snapshot is made first.
  public var volume: Fillable
  /// The type it shall become.
  public var instanceType: Fillable

  /// A plan.
  public init(
    triggers: [Resource], follow: [String], duties: [CapacityDuty], runbook: String, instance: Fillable,
    volume: Fillable, instanceType: Fillable
  ) {
    self.triggers = triggers
    self.follow = follow
    self.duties = duties
    self.runbook = runbook
    self.instance = instance
    self.volume = volume
    self.instanceType = instanceType
  }
}
