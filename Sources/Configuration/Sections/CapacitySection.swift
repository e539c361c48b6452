import Maintenance

extension Section {
  /// `capacity`: two thresholds for each resource, and what to do.
  func capacity() -> [CapacityRule] {
    let names = Resource.allCases.map(\.rawValue)
    expect(names)
    return fields.compactMap { field in Resource(rawValue: field.name).flatMap { field.capacityRule($0) } }
  }
}

extension Field {
  fileprivate func capacityRule(_ resource: Resource) -> CapacityRule? {
    guard let section = section() else { return nil }
    section.expect(["alert", "critical", "action"])
    let alert = section.required("alert").flatMap { $0.threshold() }
    let critical = section.required("critical").flatMap { $0.threshold() }
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
