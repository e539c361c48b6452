import Drawing
import Foundation
import Maintenance
import Testing

@testable import Dashboard

@Suite struct CommandTableTests {
  @Test func everyCommandIsWordedInBothLanguages() {
    let same: Set<String> = ["go-services", "go-logs", "go-contacts", "open-leg"]
    for command in Commands.all {
      #expect(
        !command.keys.isEmpty && !command.label.french.isEmpty && !command.label.english.isEmpty, "\(command.name)")
      #expect(command.about.french != command.about.english, "\(command.name)")
      if !same.contains(command.name) {
        #expect(command.label.french != command.label.english, "\(command.name)")
      }
    }
    #expect(Set(Commands.all.map(\.name)).count == Commands.all.count)
  }

  @Test func hintsNameOnlyKeysThatWork() {
    for (name, stage) in Scenes.all(columns: 200, rows: 50, language: .french) {
      for command in Commands.hints(in: stage.model) {
        guard let key = command.keys.first else { continue }
        #expect(command.works(in: stage.model))
        #expect(Commands.command(for: key, in: stage.model)?.name == command.name, "\(name): \(command.name)")
        var pressed = stage
        pressed.model.toasts = []
        pressed.send(.key(key))
        #expect(!pressed.model.toasts.contains { $0.mark == .refused }, "\(name): \(command.name)")
      }
      #expect(stage.place.isTyping || stage.hints.contains("aide") || stage.place == .help, "\(name)")
    }
  }

  @Test func observersAreToldWhyNothingCanBeChanged() {
    var stage = Stage(Fixture.troubled, role: .observer)
    #expect(!stage.hints.contains("démarrer"))
    #expect(stage.press("s").isEmpty)
    #expect(stage.text.contains("demande le rôle opérateur"))
    stage.press("?")
    #expect(stage.text.contains("Démarrer le service (demande le rôle opérateur)"))
  }

  @Test func readOnlyStopsEverything() {
    var stage = Stage(Fixture.troubled, isReadOnly: true)
    #expect(stage.press("s").isEmpty && stage.press("a").isEmpty)
    #expect(stage.rows[0].contains("lecture seule"))
    stage.press("R")
    #expect(stage.press("s") == [.flushInput, .ask(.preview(.service(verb: .start, name: "mysql")))])
  }

  @Test func destructiveKeysAreDeadWhileTyping() {
    var stage = Stage(Fixture.troubled)
    stage.press("a")
    stage.type("qSxrb1?R")
    #expect(stage.effects == [.flushInput])
    #expect(stage.press("enter") == [.ask(.acknowledge(problem: "service.mysql", note: "qSxrb1?R"))])
  }

  @Test func screensAreReachedByTheirDigits() {
    var stage = Stage()
    for screen in Screens.all {
      stage.press(String(screen.key))
      #expect(stage.model.screen == screen.name)
    }
    stage.press("esc")
    #expect(stage.model.screen == .overview)
    #expect(Set(Screens.all.map(\.key)).count == Screens.all.count)
    #expect(stage.press("q") == [.quit])
  }

  /// A screen that has a file of its own stands in the list, and so has its digit and its tab.
  @Test func everyScreenIsRegistered() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Dashboard/Screens")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let list = try String(contentsOf: folder.appending(path: "Screens.swift"), encoding: .utf8)
    let declared = try files.filter {
      try String(contentsOf: $0, encoding: .utf8).contains("static let screen = Screen(")
    }
    .map { $0.deletingPathExtension().lastPathComponent }
    #expect(declared.count == Screens.all.count)
    for name in declared { #expect(list.contains("\(name).screen,"), "\(name)") }
  }

  @Test func panesBelongToOneScreen() {
    let panes = Screens.all.flatMap(\.panes)
    #expect(Set(panes).count == panes.count)
  }
}

extension Stage {
  var place: Place { model.place }
}
