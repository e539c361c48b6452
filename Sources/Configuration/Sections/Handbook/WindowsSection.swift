import Maintenance

extension KeyTable {
  static let window = KeyTable(
    "windows.NAME", "When maintenance may be done; the hours alone may stand for it.",
    [
      .required("hours", "`any`, `22:00-05:00` or `Sat 00:00 - Mon 00:00`", "When it is open, in the plan's zone."),
      PlanKey("label", Forms.localized, standard: "the name", "How screens call it."),
    ])
}

extension Section {
  /// `windows`: when maintenance may be done.
  func windows() -> [MaintenanceWindow] {
    named { field in
      guard field.isMapping else {
        return field.windowSpan().map {
          MaintenanceWindow(name: field.name, label: LocalizedText(field.name), span: $0)
        }
      }
      guard let section = field.section(.window) else { return nil }
      let label = section["label"].flatMap { $0.localized() } ?? LocalizedText(field.name)
      return section["hours"].flatMap { $0.windowSpan() }.map {
        MaintenanceWindow(name: field.name, label: label, span: $0)
      }
    }
  }
}

extension Field {
  fileprivate func windowSpan() -> WindowSpan? {
    value(
      Expectation(
        "any, ou des heures, par exemple « 22:00-05:00 » ou « Sat 00:00 - Mon 00:00 »",
        "any, or hours, such as “22:00-05:00” or “Sat 00:00 - Mon 00:00”"), candidates: ["any"]
    ) { WindowText.span($0) }
  }
}
