import Clients
import Configuration
import Glibc
import Host
import Maintenance

/// The four questions of `vigie plan init`: each has an answer already, which Enter takes.
struct PlanQuestions {
  let session: Session
  let found: DiscoveredHost

  private var isSilent: Bool {
    session.surroundings.options.noInput || session.console.isJSON || isatty(STDIN_FILENO) != 1
  }

  /// The answers: those of the command line, else the person's, else what was found.
  func ask(application: String?, timezone: String?, production: Bool?) throws(Complaint) -> PlanAnswers {
    let language = session.surroundings.language(plan: nil)
    let name = application ?? ask("Nom de l'application", "Name of the application", proposedName) { $0 }
    let zone = try self.timezone(timezone)
    let team: Language =
      session.surroundings.options.lang != nil
      ? language
      : ask("Langue de l'équipe (fr, en)", "Language of the team (fr, en)", language.rawValue) {
        Language(rawValue: $0) != nil ? $0 : nil
      }
        == "fr" ? .french : .english
    let isProduction =
      production
      ?? (ask("Est-ce la production ? (oui, non)", "Is this production? (yes, no)", pick("non", "no")) { answer in
        ["oui", "o", "yes", "y", "non", "no", "n"].contains(answer.lowercased()) ? answer.lowercased() : nil
      }.first.map { $0 == "o" || $0 == "y" } ?? false)
    return PlanAnswers(application: name, timezone: zone, language: team, production: isProduction)
  }

  private func timezone(_ given: String?) throws(Complaint) -> String {
    if let given {
      guard PlanSource.isKnownZone(given) else {
        throw Complaint(
          french: "--timezone « \(given) » : zone inconnue ; attendu : par exemple Europe/Paris",
          english: "--timezone “\(given)”: no such zone; expected one such as Europe/Paris", status: 64)
      }
      return given
    }
    let proposed = found.timezone.flatMap { PlanSource.isKnownZone($0) ? $0 : nil } ?? "UTC"
    return ask("Fuseau horaire", "Time zone", proposed) { PlanSource.isKnownZone($0) ? $0 : nil }
  }

  /// The folder of the site, else its name, else the host's.
  private var proposedName: String {
    let folder = found.webRoots.first.map { root in
      let name = FileSystem.name(of: root)
      return ["public", "web", "htdocs", "html"].contains(name)
        ? FileSystem.name(of: FileSystem.parent(of: root)) : name
    }
    let site = found.serverNames.first.flatMap { $0.split(separator: ".").first.map(String.init) }
    let candidates = [folder, site].compactMap(\.self).filter { !$0.isEmpty && $0 != "www" && $0 != "/" }
    return candidates.first ?? pick("Mon application", "My application")
  }

  private func pick(_ french: String, _ english: String) -> String {
    session.console.language == .french ? french : english
  }

  /// Asks until the answer fits; the end of the input takes what was proposed.
  private func ask(_ french: String, _ english: String, _ proposed: String, _ fits: (String) -> String?) -> String {
    guard !isSilent else { return proposed }
    while true {
      session.console.remark("\(french) [\(proposed)] :", "\(english) [\(proposed)]:")
      guard let line = readLine() else { return proposed }
      let answer = String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if answer.isEmpty { return proposed }
      if let fitting = fits(answer) { return fitting }
      session.console.remark("« \(answer) » ne va pas.", "“\(answer)” will not do.")
    }
  }
}
