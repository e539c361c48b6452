import Maintenance

extension KeyTable {
  static let template = KeyTable(
    "templates.NAME", "A message with places to fill in, written `{name}`; `{application}` fills itself.",
    [
      PlanKey("title", Forms.localized, standard: "the name", "What it is for."),
      .required("subject", Forms.localized, "Its first line."),
      .required("body", Forms.localized + ", of several lines", "Its text."),
      PlanKey("placeholders", "for each `{name}`: " + Forms.localized, "What is filled in there."),
    ])
}

extension Section {
  /// `templates`: messages with places to fill in.
  func templates() -> [MessageTemplate] {
    named { field in
      guard let section = field.section(.template) else { return nil }
      let subject = section["subject"].flatMap { $0.localized() }
      let body = section["body"].flatMap { $0.localized(multiline: true) }
      let placeholders = (section["placeholders"]?.section()?.fields ?? []).compactMap { entry in
        entry.localized().map { TemplatePlaceholder(name: entry.name, meaning: $0) }
      }
      guard let subject, let body else { return nil }
      let template = MessageTemplate(
        name: field.name, title: section["title"].flatMap { $0.localized() } ?? LocalizedText(field.name),
        subject: subject, body: body, placeholders: placeholders)
      section.comparePlaceholders(template)
      return template
    }
  }

  /// Every name between braces must be declared, and every declared one must stand in both languages.
  private func comparePlaceholders(_ template: MessageTemplate) {
    let declared = self["placeholders"]?.keys ?? []
    var used: [Language: Set<String>] = [:]
    for (key, text) in [("subject", template.subject), ("body", template.body)] {
      guard let field = self[key] else { continue }
      let pairs = [(Language.french, text.french), (.english, text.english)]
      var reported: Set<String> = []
      for (language, text) in pairs {
        for name in MessageTemplate.names(in: text ?? "") where name != MessageTemplate.application {
          used[language, default: []].insert(name)
          guard !declared.contains(name), reported.insert(name).inserted else { continue }
          let near = Spelling.nearest(to: name, among: declared)
          let list = declared.joined(separator: ", ")
          field.report(
            french: "trouvé : « {\(name)} » ; attendu : un nom de « placeholders » (\(list))"
              + Found.suggestionFrench(near),
            english: "found “{\(name)}”; expected a name of “placeholders” (\(list))" + Found.suggestionEnglish(near))
        }
      }
    }
    for field in self["placeholders"]?.section()?.fields ?? [] {
      for (language, french, english) in [(Language.french, "français", "French"), (.english, "anglais", "English")] {
        let isWritten = template.subject.missing.contains(language) == false
        if isWritten, !(used[language] ?? []).contains(field.name) {
          field.report(
            .warning, french: "« {\(field.name)} » n'est pas dans le texte \(french)",
            english: "“{\(field.name)}” is not in the \(english) text")
        }
      }
    }
  }
}
