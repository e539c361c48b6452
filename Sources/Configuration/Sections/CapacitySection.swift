import Maintenance

extension KeyTable {
  static let capacity = KeyTable(
    "capacity", "The resources that have thresholds.",
    [
      PlanKey("cpu", Forms.mapping, "The use of all processors together."),
      PlanKey("memory", Forms.mapping, "The memory that is taken."),
      PlanKey("disk", Forms.mapping, "The fullest of the local filesystems."),
      PlanKey("connections", Forms.mapping, "The database's connections, in percent of its maximum."),
    ])
  static let capacityRule = KeyTable(
    "capacity.RESOURCE", "The two thresholds of a resource, and what to do.",
    [
      .required("alert", "`> 70% for 1h`, or `> 75%`", "The threshold from which it is a warning."),
      .required("critical", "`> 85% for 15m`, or `> 90%`; above `alert`", "The threshold from which it is critical."),
      PlanKey("action", Forms.localized, "What makes more room; shown with the alert."),
    ])
}

extension Section {
  /// `capacity`: two thresholds for each resource, and what to do.
  func capacity() -> [CapacityRule] {
    expect(.capacity)
    return fields.compactMap { field in Resource(rawValue: field.name).flatMap { field.capacityRule($0) } }
  }
}

extension Field {
  fileprivate func capacityRule(_ resource: Resource) -> CapacityRule? {
    guard let section = section(.capacityRule) else { return nil }
    let alert = section["alert"].flatMap { $0.threshold() }
    let critical = section["critical"].flatMap { $0.threshold() }
    let action = section["action"].flatMap { $0.localized() }
    guard let alert, let critical else { return nil }
    if critical.percent <= alert.percent, let field = section["critical"] {
      let (low, high) = (ThresholdText.text(alert), ThresholdText.text(critical))
      field.report(
        french: "le seuil critique (\(high)) doit être au-dessus du seuil d'alerte (\(low))",
        english: "the critical threshold (\(high)) must be above the alert threshold (\(low))")
    }
    return CapacityRule(resource: resource, alert: alert, critical: critical, action: action)
  }

  private func threshold() -> Threshold? { value(.threshold) { ThresholdText.threshold($0) } }
}
