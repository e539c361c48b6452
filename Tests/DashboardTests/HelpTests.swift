import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct HelpTests {
  private func help(_ stage: Stage, _ keys: String...) -> String {
    var stage = stage
    for key in keys { stage.press(key) }
    stage.send(.resized(Size(columns: 80, rows: 100)))
    return stage.text
  }

  private func place(_ text: String, in whole: String) -> Int {
    whole.firstRange(of: text).map { whole.distance(from: whole.startIndex, to: $0.lowerBound) } ?? -1
  }

  @Test func whatWorksHereComesFirst() {
    let text = help(Stage(Fixture.troubled), "?")
    let places = ["Services", "Sauvegardes", "Problèmes", "Listes et panneaux", "Se déplacer", "Écrans", "Partout"]
      .map { place("\n \($0)", in: text) }
    #expect(places.filter { $0 >= 0 } == places.filter { $0 >= 0 }.sorted())
    #expect(places[0] > 0 && places[1] == -1 && places[6] > 0, "no leg is selected")
    #expect(text.contains("Démarrer le service") && text.contains("Signes"))
  }

  @Test func itSpeaksOfThePlaceBelow() {
    let operation = help(Scenes.operation(Stage(Fixture.troubled)), "?")
    #expect(operation.contains("Arrêter l’opération") && !operation.contains("Démarrer le service"))
    let round = help(Stage(Fixture.troubled), "w", "?")
    #expect(
      round.contains("Signaler un problème") && round.contains("\n Écrans") && !round.contains("Marquer le problème"))
    let sheet = help(Scenes.restart(Stage(Fixture.healthy)), "?")
    #expect(sheet.contains("Confirmer") && !sheet.contains("Redémarrer le service"))
  }

  @Test func everyLineIsReachedByScrolling() {
    for (columns, rows) in [(40, 12), (80, 24), (140, 24), (200, 60)] {
      var stage = Stage(Fixture.troubled, columns: columns, rows: rows)
      stage.press("?")
      var seen: Set<String> = []
      for _ in 0..<80 {
        for row in stage.rows { seen.insert(row) }
        stage.press("down")
      }
      #expect(seen.contains { $0.contains("pas de valeur") }, "\(columns)x\(rows)")
      #expect(seen.contains { $0.contains("Quitter") }, "\(columns)x\(rows)")
      #expect(seen.contains { $0.contains("Nommer") }, "\(columns)x\(rows)")
      stage.press("g")
      #expect(stage.text.contains("Services"))
    }
  }
}
