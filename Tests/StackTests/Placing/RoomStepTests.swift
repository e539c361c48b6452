import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Where there is no room for two, or for none: what the steps make of it, on a server that says that its schema is large.
@Suite struct RoomStepTests {
  private func saying(_ bytes: UInt64, failing script: String? = nil) -> TamperingRunner {
    TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if let script, command.inputFile?.hasSuffix("/" + script) == true { return Command("false") }
      guard let question = command.inputText, question.contains("data_length") else { return nil }
      return Command("echo", [question.contains("MAX(") ? "0" : String(bytes)])
    }
  }

  @Test func itIsLoadedBesideOnlyWhereThereIsRoom() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset()
    let free = try #require(FileSystem.freeBytes(place.server.folder + "/data"))
    // Twice as much is too much, and once it fits; no other test of the host writes a fifth of what is free.
    let (one, none) = (saying(free / 10 * 7), saying(free * 2))
    let lenient = [BackUpSchema.lenientArgument: "yes"]
    #expect(await SchemaRoom.adapted(place.context(one, lenient)) == [SchemaRoom.narrowArgument: "yes"])
    #expect(await SchemaRoom.adapted(place.context(saying(9), lenient)) == lenient)
    #expect(await SchemaRoom.adapted(place.context(none, lenient)) == lenient)
    #expect(await SchemaRoom.adapted(place.context(one, ["reverts": "x"])) == ["reverts": "x"])

    let narrow = [SchemaRoom.narrowArgument: "yes"]
    for (runner, arguments, words) in [
      (one, [:], "; start again, to confirm it"), (none, [:], "The server has no room, not even for one"),
      (none, narrow, "The server has no room, not even for one"),
    ] {
      let refused = await stepFailure { () async throws(StepFailure) in
        try await StageSchema().run(place.context(runner, arguments))
      }
      #expect(refused?.message.contains(words) == true, "\(refused?.message ?? "–")")
      #expect(try await place.server.query("SELECT COUNT(*) FROM c", schema: place.names.new) == ["0"])
    }
    // The rehearsal of the longest rows leaves nothing behind.
    let sampled = try await StageSchema().run(place.context(one, narrow))
    #expect(sampled.message?.hasSuffix("the longest rows of \(rebuilt.tables.count) tables") == true, "\(sampled)")
    #expect(try await !place.exists(place.names.new))

    let failing = saying(free / 10 * 7, failing: "code.sql")
    let failed = await stepFailure { () async throws(StepFailure) in
      try await StageSchema().run(place.context(failing, narrow))
    }
    #expect(failed != nil)
    #expect(try await !place.exists(place.names.new))

    // What is not unpacked yet is counted for four times its size.
    let context = place.context(nil, ["backup": "database.full-20261130T105800Z-0000"])
    let folder = try VerifyBackup.folder(context)
    let manifest = BackupManifest(
      id: folder.id, leg: .databaseFull, takenAt: Timestamp(seconds: 1_795_305_600), durationSeconds: 1, host: "h",
      application: "a", artefacts: [BackupArtefact(name: "x", bytes: free / 5, sha256: "")], contents: [:], commands: []
    )
    try FileSystem.makeFolder(folder.path)
    try FileSystem.writeAtomically(folder.file(BackupFolder.manifestName), JSONText.page(manifest))
    let lines = told(await StageSchema().preflight(context), .critical)
    #expect(lines.count == 1 && lines[0].hasPrefix("The server has no room, not even for one"), "\(lines)")
  }

  /// What is live goes first, all of it; but not before there is something to load, nor before it is saved.
  @Test func theLiveOneGoesFirstOnceItIsSaved() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset(
      with: """
        CREATE TABLE shop.hist(i INT) WITH SYSTEM VERSIONING; CREATE SEQUENCE shop.more; CREATE DATABASE crm;
        CREATE TABLE crm.cards(a INT, CONSTRAINT card_a FOREIGN KEY (a) REFERENCES shop.a(id)) ENGINE=InnoDB;
        INSERT INTO crm.cards VALUES (1);
        """)
    let before = try await [place.dump(), place.dump("crm")]
    var context = place.context(nil, [SchemaRoom.narrowArgument: "yes"])
    func refused() async -> StepFailure? {
      let context = context
      return await stepFailure { () async throws(StepFailure) in try await SwapSchema().run(context) }
    }
    let unsaved = await refused()
    #expect(unsaved?.isUntouched == true && unsaved?.message.contains("no safety copy") == true)
    context.facts[BackupReport.safetyFact(.database)] = "database.full-20261130T105800Z-0000"
    try FileSystem.rename(rebuilt.dump, to: rebuilt.dump + ".away")
    let empty = await refused()
    #expect(empty?.isUntouched == true && empty?.message == "\(rebuilt.dump): missing")
    #expect(try await place.dump() == before[0])
    try FileSystem.rename(rebuilt.dump + ".away", to: rebuilt.dump)

    let done = try await SwapSchema().run(context)
    #expect(done.message?.hasSuffix("the state before is in the safety copy alone") == true, "\(done)")
    let live = try ServerDatabase(context)
    #expect(try await live.movableTables(in: "shop") == rebuilt.tables)
    #expect(try await live.checksums() == rebuilt.checksums)
    #expect(try await live.createStatement() == rebuilt.createStatement)
    #expect(try await SchemaCode.read(live).objects.map(\.name) == ["f", "w", "z_first", "a_second"])
    #expect(try await place.dump("crm") == before[1])
  }
}
