extension Handbook {
  /// Every value that is still to be filled in, with its place in the plan.
  public var blanks: [Blank] {
    var blanks: [Blank] = []
    func note(_ value: Fillable?, _ path: String, _ title: LocalizedText) {
      if value?.isOpen == true { blanks.append(Blank(path: path, title: title)) }
    }
    for contact in contacts {
      for address in contact.addresses {
        note(address.address, "contacts.\(contact.name).reach.\(address.channel)", contact.role)
      }
    }
    for audience in audiences { note(audience.address, "audiences.\(audience.name).address", audience.title) }
    for runbook in runbooks {
      note(
        runbook.rollbackCriteria, "runbooks.\(runbook.name).rollback",
        LocalizedText(french: "Critères de retour arrière", english: "Rollback criteria"))
      for reference in runbook.references {
        // A reference is its place alone, or a mapping of its title and its place.
        let end = reference.title == LocalizedText(reference.name) ? "" : ".place"
        note(reference.place, "runbooks.\(runbook.name).references.\(reference.name)\(end)", reference.title)
      }
    }
    for store in stores { note(store.place, "stores.\(store.name).place", store.title) }
    if let scaling {
      note(scaling.instance, "scaling.instance", LocalizedText(french: "Machine", english: "Machine"))
      note(scaling.volume, "scaling.volume", LocalizedText(french: "Volume", english: "Volume"))
      note(
        scaling.instanceType, "scaling.instance-type",
        LocalizedText(french: "Type de machine voulu", english: "Wanted machine type"))
    }
    return blanks
  }
}
