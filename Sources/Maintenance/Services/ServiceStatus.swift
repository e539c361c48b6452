/// One service of the plan, as it stands.
public struct ServiceStatus: Codable, Sendable, Equatable {
  /// The name in the plan, by which commands call it.
  public var name: String
  /// The name on the screen.
  public var label: LocalizedText
  /// What the host says of it; `unavailable(notConfigured)` when the plan gives no unit, pidfile or process.
  public var condition: Reading<ServiceCondition>
  /// What it answers; `unavailable(notConfigured)` when the plan asks no question.
  public var answer: Reading<ServiceAnswer>
  /// Whether vigie can start and stop it on this host.
  public var isControllable: Bool

  /// Whether it is known not to run: what it last answered says nothing of it any more.
  public var isStopped: Bool {
    switch condition.fresh?.activity {
    case .inactive, .failed, .notFound: true
    case .active, .reloading, .activating, .deactivating, nil: false
    }
  }

  /// A service with what is known of it.
  public init(
    name: String, label: LocalizedText, condition: Reading<ServiceCondition>, answer: Reading<ServiceAnswer>,
    isControllable: Bool
  ) {
    self.name = name
    self.label = label
    self.condition = condition
    self.answer = answer
    self.isControllable = isControllable
  }
}
