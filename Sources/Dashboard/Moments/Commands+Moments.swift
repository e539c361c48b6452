import Drawing
import Maintenance

extension Commands {
  /// How the moment of a restore is chosen.
  static let moments: [Command] = [
    step(
      "moment-minute-back", [.left, .character("h")], -60, Phrase("minute avant", "minute back"), 20,
      Phrase("Une minute plus tôt", "A minute earlier")),
    step(
      "moment-minute-on", [.right, .character("l")], 60, Phrase("minute après", "minute on"), 21,
      Phrase("Une minute plus tard", "A minute later")),
    step(
      "moment-hour-back", [.up, .character("k")], -3600, Phrase("heure avant", "hour back"), 32,
      Phrase("Une heure plus tôt", "An hour earlier")),
    step(
      "moment-hour-on", [.down, .character("j")], 3600, Phrase("heure après", "hour on"), 33,
      Phrase("Une heure plus tard", "An hour later")),
    step(
      "moment-day-back", [.pageUp], -86_400, Phrase("jour avant", "day back"), 40,
      Phrase("Un jour plus tôt", "A day earlier")),
    step(
      "moment-day-on", [.pageDown], 86_400, Phrase("jour après", "day on"), 41,
      Phrase("Un jour plus tard", "A day later")),
    step(
      "moment-second-back", [.character("-"), .character(",")], -1, Phrase("seconde avant", "second back"), 22,
      Phrase("Une seconde plus tôt", "A second earlier")),
    step(
      "moment-second-on", [.character("+"), .character(".")], 1, Phrase("seconde après", "second on"), 23,
      Phrase("Une seconde plus tard", "A second later")),
    Command(
      name: "moment-before-loss", keys: [.character("d")], label: Phrase("avant la perte", "before the loss"),
      about: Phrase(
        "Juste avant qu’une table soit perdue\u{A0}; encore, pour la perte d’avant",
        "Just before a table was lost; again for the loss before it"), places: .only([.moment]), hint: 12,
      presentLabel: { model in
        model.nextLoss.map { loss in
          model.wording.pick("avant\u{A0}: ", "before: ") + (loss.table ?? model.wording.pick("la base", "the schema"))
        }
      },
      applies: { $0.nextLoss != nil },
      run: { $0.moveBeforeLoss() }),
    Command(
      name: "moment-type", keys: [.character("/")], label: Phrase("aller à…", "go to…"),
      about: Phrase(
        "Écrire l’heure, ou le jour et l’heure\u{A0}; un chiffre commence aussi",
        "Type the time, or the day and the time; a digit begins as well"), places: .only([.moment]), hint: 15,
      run: { $0.typeMoment() }),
    Command(
      name: "moment-next", keys: [.enter], label: Phrase("suite", "next"),
      about: Phrase("Voir ce que ferait la restauration", "See what the restore would do"), places: .only([.moment]),
      hint: 10,
      presentLabel: { $0.isMomentForRows ? $0.wording.pick("prendre", "take it") : nil },
      obstacle: { model in model.reachesMoment ? guarded(.administrator, model) : .notReachable },
      run: { $0.previewMoment() }),
    Command(
      name: "moment-leave", keys: [.escape, .character("q")], label: Phrase("annuler", "cancel"),
      about: Phrase("Ne rien restaurer", "Restore nothing"), places: .only([.moment]), hint: 60,
      run: { $0.closeLayer() }),
  ]

  private static func step(
    _ name: String, _ keys: [Key], _ seconds: Double, _ label: Phrase?, _ hint: Int?, _ about: Phrase
  ) -> Command {
    Command(
      name: name, keys: keys, label: label ?? about, about: about, places: .only([.moment]), hint: hint,
      run: { $0.moveMoment(by: seconds) })
  }

  /// How one gets there from the backups.
  static let choosingMoment = Command(
    name: "restore-moment", keys: [.character("t")], label: Phrase("à un moment", "to a moment"),
    about: Phrase("Restaurer la base à une seconde choisie", "Restore the database to a chosen second"),
    places: .only([.screen(.backups)]), hint: 25, applies: { $0.recoverableLeg != nil && $0.selectedLeg != nil },
    obstacle: { guarded(.administrator, $0) }, run: { $0.openMoments() })
}
