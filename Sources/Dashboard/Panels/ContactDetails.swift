import Drawing
import Maintenance

/// What Enter shows of a row of the contacts screen.
enum ContactDetails {
  /// A role: how it is reached, and everything in the plan that is its to do.
  static func contact(_ contact: Contact, _ model: Model) -> DetailSheet {
    let wording = model.wording
    var facts = [DetailSheet.Fact(name: wording(.responsibility), text: wording(contact.responsibility))]
    for address in contact.addresses {
      let channel = model.handbook?.channel(address.channel).map { wording($0.label) } ?? address.channel
      facts.append(
        DetailSheet.Fact(
          name: wording(.reach), text: channel + wording.pick("\u{A0}: ", ": ") + value(address.address, model)))
    }
    for (index, owned) in owned(by: contact, model).enumerated() {
      facts.append(DetailSheet.Fact(name: index == 0 ? wording(.owns) : "", text: owned))
    }
    return DetailSheet(title: wording(contact.role), facts: facts)
  }

  private static func owned(by contact: Contact, _ model: Model) -> [String] {
    let wording = model.wording
    let runbooks = (model.handbook?.runbooks ?? []).filter { $0.owner == contact.name }
    let tasks = (model.situation?.rounds ?? []).flatMap { round in
      round.tasks.filter { $0.owner == contact.role }.map { (round.period, $0.title) }
    }
    let duties = (model.handbook?.duties ?? []).filter { $0.owner == contact.name }
    return runbooks.map { "\(wording(.runbooks)) \u{B7} \(wording($0.title))" }
      + tasks.map { "\(wording.round($0.0)) \u{B7} \(wording($0.1))" }
      + duties.map { "\(wording($0.area.words)) \u{B7} \(wording($0.title))" }
  }

  /// An audience: its members and its address.
  static func audience(_ audience: Audience, _ model: Model) -> DetailSheet {
    let wording = model.wording
    var facts: [DetailSheet.Fact] = []
    let members = audience.contacts.compactMap { model.contactTitle($0) }
    if !members.isEmpty {
      facts.append(DetailSheet.Fact(name: wording(.members), text: members.joined(separator: ", ")))
    }
    if let address = audience.address {
      facts.append(DetailSheet.Fact(name: wording(.reach), text: value(address, model)))
    }
    let updates = (model.handbook?.updates ?? []).filter { $0.audiences.contains(audience.name) }
    for update in updates {
      facts.append(
        DetailSheet.Fact(
          name: wording(.notice), text: "\(wording(update.title)) \u{B7} \(wording(update.notice.words))"))
    }
    return DetailSheet(title: wording(audience.title), facts: facts)
  }

  /// A channel: whether it is on here, and which file turns it on.
  static func channel(_ channel: NoticeChannel, _ model: Model) -> DetailSheet {
    let wording = model.wording
    let isOn = model.enabledChannels.contains(channel.name)
    return DetailSheet(
      title: wording(channel.label),
      facts: [
        DetailSheet.Fact(name: wording(.state), text: wording(isOn ? .channelOn : .channelOff)),
        DetailSheet.Fact(name: wording(.settings), text: channel.settings),
        DetailSheet.Fact(
          name: wording(.advice),
          text: wording.pick(
            "Le plan ne peut que le décrire\u{A0}: ce fichier, posé sur la machine, l’allume.",
            "The plan can only describe it: this file, laid on the host, turns it on.")),
      ])
  }

  /// A duty in full.
  static func duty(_ duty: Duty, _ model: Model) -> DetailSheet {
    let wording = model.wording
    var facts = [
      DetailSheet.Fact(name: wording(.area), text: wording(duty.area.words)),
      DetailSheet.Fact(name: wording(.what), text: wording(duty.title)),
    ]
    if let cadence = duty.cadence {
      facts.append(DetailSheet.Fact(name: wording(.cadence), text: wording(cadence.words)))
    }
    if let owner = model.contactTitle(duty.owner) { facts.append(DetailSheet.Fact(name: wording(.owner), text: owner)) }
    let task = (model.situation?.rounds ?? []).lazy.flatMap { round in round.tasks.map { (round.period, $0) } }
      .first { $0.1.name == duty.task }
    if let task {
      facts.append(
        DetailSheet.Fact(name: wording(.rounds), text: "\(wording.round(task.0)) \u{B7} \(wording(task.1.title))"))
    }
    return DetailSheet(title: wording(.duties), facts: facts)
  }

  /// A template as it will read, and what its places mean.
  static func template(_ template: MessageTemplate, _ model: Model) -> DetailSheet {
    let wording = model.wording
    let values = [MessageTemplate.application: model.situation?.application ?? MessageTemplate.application]
    var facts = [
      DetailSheet.Fact(name: wording(.subject), text: MessageTemplate.fill(wording(template.subject), values))
    ]
    let body = MessageTemplate.fill(wording(template.body), values)
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() where !(line.isEmpty && index == lines.count - 1) {
      facts.append(DetailSheet.Fact(name: index == 0 ? wording(.text) : "", text: line.isEmpty ? " " : line))
    }
    for (index, place) in template.placeholders.enumerated() {
      facts.append(
        DetailSheet.Fact(
          name: index == 0 ? wording(.placeholders) : "", text: "{\(place.name)} \u{B7} \(wording(place.meaning))"))
    }
    return DetailSheet(title: wording(template.title), facts: facts)
  }

  private static func value(_ value: Fillable, _ model: Model) -> String {
    value.text(in: model.language) ?? "\(Glyphs(model.charset).mark(.warning)) \(model.wording(.toFill))"
  }
}
