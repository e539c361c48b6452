import Drawing
import Maintenance

/// The rows of the contacts screen as cells.
enum ContactCells {
  /// A role and what it answers for; ▲ where an address is still to be filled in.
  static func contact(_ model: Model, _ row: Int) -> [TableCell] {
    guard let contact = model.handbook?.contacts[row] else { return [] }
    let isOpen = contact.addresses.contains { $0.address.isOpen }
    return [
      .mark(isOpen ? .warning : .fine), .text(model.wording(contact.role)),
      .text(model.wording(contact.responsibility), .dim),
    ]
  }

  /// An audience and how many it has, or a channel and whether it is turned on here.
  static func audience(_ model: Model, _ row: Int) -> [TableCell] {
    guard let handbook = model.handbook else { return [] }
    let wording = model.wording
    guard row < handbook.audiences.count else {
      let channel = handbook.channels[row - handbook.audiences.count]
      let isOn = model.enabledChannels.contains(channel.name)
      return [
        .mark(isOn ? .fine : .unknown), .text(wording(channel.label), isOn ? .plain : .dim),
        .text(wording(isOn ? .channelOn : .channelOff), .dim),
      ]
    }
    let audience = handbook.audiences[row]
    let isOpen = audience.address?.isOpen == true
    let said: TableCell =
      isOpen
      ? .text(wording(.toFill), .warning)
      : .text(
        audience.address?.text(in: model.language)
          ?? wording.count(audience.contacts.count, Phrase("personne", "person"), Phrase("personnes", "people")), .dim)
    return [.mark(isOpen ? .warning : .fine), .text(wording(audience.title)), said]
  }

  /// A duty, how often, and whose it is.
  static func duty(_ model: Model, _ row: Int) -> [TableCell] {
    guard let duty = model.handbook?.duties[row] else { return [] }
    return [
      .text(model.wording(duty.title)), .text(duty.cadence.map { model.wording($0.words) } ?? "", .dim),
      .text(model.contactTitle(duty.owner) ?? "", .dim),
    ]
  }

  /// A template and how many places it leaves to fill in.
  static func template(_ model: Model, _ row: Int) -> [TableCell] {
    guard let template = model.handbook?.templates[row] else { return [] }
    return [.text(model.wording(template.title)), .text("{\(template.placeholders.count)}", .dim)]
  }
}
