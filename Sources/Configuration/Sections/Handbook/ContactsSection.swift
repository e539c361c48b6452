import Maintenance

extension KeyTable {
  static let contact = KeyTable(
    "contacts.NAME", "A role, never a person, and how whoever holds it is reached.",
    [
      .required("role", Forms.localized, "The title of the role."),
      .required("responsibility", Forms.localized, "What the role answers for."),
      PlanKey("reach", "for names of `channels`: an address, or `to-fill`", "Where the role is reached."),
    ])
  static let audience = KeyTable(
    "audiences.NAME", "Who is told: a group of contacts, or people whom the plan does not know one by one.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "How screens call it."),
      PlanKey("contacts", Forms.names(of: "contacts"), standard: "none", "Its members."),
      PlanKey("address", Forms.fillable, "Where the group as a whole is reached."),
    ])
  static let channel = KeyTable(
    "channels.NAME", "A way by which messages go out. It is off on every host that does not have its `settings` file.",
    [
      .required("kind", Forms.oneOf(ChannelKind.allCases.map(\.rawValue)), "What kind of way."),
      PlanKey("label", Forms.localized, standard: "the name", "How screens call it."),
      .required(
        "settings", Forms.path, "The file of mode 0600 that turns it on where it exists; it holds address and secrets."),
    ])
}

extension Section {
  /// `contacts`: the roles.
  func contacts(_ names: PlanNames) -> [Contact] {
    named { field in
      guard let section = field.section(.contact) else { return nil }
      let role = section["role"].flatMap { $0.localized() }
      let responsibility = section["responsibility"].flatMap { $0.localized() }
      let addresses = section["reach"]?.section()?.addresses(names) ?? []
      guard let role, let responsibility else { return nil }
      return Contact(name: field.name, role: role, responsibility: responsibility, addresses: addresses)
    }
  }

  private func addresses(_ names: PlanNames) -> [ContactAddress] {
    expect(names.channels)
    return fields.compactMap { field in
      field.fillable("une adresse", "an address").map { ContactAddress(channel: field.name, address: $0) }
    }
  }

  /// `audiences`: who is told.
  func audiences(_ names: PlanNames) -> [Audience] {
    named { field in
      guard let section = field.section(.audience) else { return nil }
      return Audience(
        name: field.name, title: section["title"].flatMap { $0.localized() } ?? LocalizedText(field.name),
        contacts: section["contacts"]?.references("contacts", names.contacts) ?? [],
        address: section["address"].flatMap { $0.fillable("une adresse", "an address") })
    }
  }

  /// `channels`: the ways by which messages go out.
  func channels() -> [NoticeChannel] {
    named { field in
      guard let section = field.section(.channel) else { return nil }
      let kind: ChannelKind? = section["kind"].flatMap { $0.choice() }
      let settings = section["settings"].flatMap { $0.absolutePath() }
      let label = section["label"].flatMap { $0.localized() } ?? LocalizedText(field.name)
      guard let kind, let settings else { return nil }
      return NoticeChannel(name: field.name, kind: kind, label: label, settings: settings)
    }
  }
}
