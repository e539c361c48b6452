import Drawing
import Maintenance

/// From YAML to ``Theme``: what each ink looks like. Every fault of the file at once, as with plans.
///
///     name: paper
///     ground: [230, bright-white]
///     inks:
///       plain: [235, black]
///       warning: {foreground: [166, yellow], attributes: [], mono: [bold]}
///       accent: blue
public enum ThemeLoader {
  /// Reads the bytes of a theme file.
  ///
  /// - Parameter file: the name of the file, as it shall stand in the faults.
  public static func load(bytes: [UInt8], file: String) throws(PlanFaults) -> Theme {
    let log = FaultLog(file: file)
    guard let text = YAMLText.decode(bytes, log: log), let root = YAMLText.compose(text, log: log),
      let section = Section(root, path: "", log: log)
    else { throw PlanFaults(log.sorted) }
    section.expect(["name", "ground", "inks"])
    let name = section.required("name").flatMap {
      $0.word(
        "._-", of: Expectation("un nom fait de lettres, de chiffres et de . _ -", "a name of letters, digits and . _ -")
      )
    }
    let inks = section.required("inks").flatMap { $0.section() }
    let appearances = inks?.inks() ?? [:]
    let ground = section["ground"]?.colours() ?? []
    if let field = section["ground"], let inks, inks["plain"] == nil || appearances[.plain]?.foreground == [] {
      field.report(
        french: "un fond demande la couleur du texte : il manque « inks.plain »",
        english: "a ground needs the colour of the text: “inks.plain” is missing")
    }
    if log.hasErrors { throw PlanFaults(log.sorted) }
    return Theme(name: name ?? "", ground: ground, appearances: appearances)
  }
}

extension Section {
  fileprivate func inks() -> [Ink: Appearance] {
    expect(Ink.allCases.map(\.name))
    return fields.reduce(into: [:]) { inks, field in
      if let ink = Ink(name: field.name), let appearance = field.appearance() { inks[ink] = appearance }
    }
  }
}

extension Field {
  private static let colour = Expectation(
    "une couleur : default, red, bright-red, 0 à 255 ou #ff8700",
    "a colour: default, red, bright-red, 0 to 255 or #ff8700")

  fileprivate func appearance() -> Appearance? {
    // A colour, or several, may stand alone.
    guard isMapping else { return Appearance(foreground: colours()) }
    guard let section = section() else { return nil }
    section.expect(["foreground", "background", "attributes", "mono"])
    return Appearance(
      foreground: section["foreground"]?.colours() ?? [], background: section["background"]?.colours() ?? [],
      attributes: section["attributes"]?.attributes() ?? [], monoAttributes: section["mono"]?.attributes())
  }

  fileprivate func colours() -> [Colour] {
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    let known = ["default"] + names + names.map { "bright-\($0)" }
    return oneOrMore().compactMap { $0.value(Field.colour, candidates: known) { Colour(name: $0) } }
  }

  private func attributes() -> Attributes {
    let names = Attributes.names.map(\.name)
    return oneOrMore().reduce(into: []) { all, item in
      let found = item.value(.oneOf(names), candidates: names) { text in Attributes.names.first { $0.name == text } }
      if let found { all.insert(found.attribute) }
    }
  }
}
