import Host
import Maintenance

/// Whether the server has room for two of a schema: the one that is loaded and the live one, which stays until then.
enum SchemaRoom: Sendable, Hashable {
  /// For both, or as far as can be told from here.
  case forTwo(needed: UInt64?, free: UInt64?)
  /// For one at a time: the live one must go before the other is loaded.
  case forOne(needed: UInt64, free: UInt64, folder: String)
  /// For neither.
  case none(needed: UInt64, free: UInt64, folder: String)

  /// Says that there is no room for two: an argument of the steps, so that the person who confirms has seen it.
  static let narrowArgument = "narrow"

  /// Room for the server's own files.
  private static let reserve: UInt64 = 64 << 20

  /// How much larger a schema is than its packed dump, about: what is not known before it is unpacked is not guessed low.
  private static let unpacked: UInt64 = 4

  /// Looks at the server's disk, where it is this host's.
  ///
  /// - Parameter incoming: the bytes of what is loaded, as far as they are known.
  static func read(_ database: ServerDatabase, incoming: UInt64) async throws(StepFailure) -> SchemaRoom {
    let bytes = try await database.bytes()
    let largest = try await database.value(
      "SELECT COALESCE(MAX(data_length),0) FROM information_schema.tables WHERE table_schema="
        + ServerDatabase.literal(database.plan.schema))
    let folder = try await database.value("SELECT @@datadir")
    guard FileSystem.facts(folder)?.kind == .folder, let free = FileSystem.freeBytes(folder) else {
      return .forTwo(needed: nil, free: nil)
    }
    return judged(live: bytes, largest: UInt64(largest) ?? bytes, incoming: incoming, free: free, folder: folder)
  }

  /// The judgement. The new tables take room, so does the binary log that holds them once more, and the largest a third time
  /// while it is written to the log.
  static func judged(live: UInt64, largest: UInt64, incoming: UInt64, free: UInt64, folder: String) -> SchemaRoom {
    let new = max(live, incoming)
    let two = 2 * new + (live == 0 ? incoming : largest) + reserve
    if free >= two { return .forTwo(needed: two, free: free) }
    return free + live >= two
      ? .forOne(needed: two, free: free, folder: folder) : .none(needed: two - live, free: free, folder: folder)
  }

  /// The same of the backup that the step names.
  static func read(_ database: ServerDatabase, _ context: StepContext) async throws(StepFailure) -> SchemaRoom {
    let packed = (try? VerifyBackup.folder(context).manifest().totalBytes) ?? 0
    return try await read(database, incoming: packed * unpacked)
  }

  /// The arguments of a step with what the room makes of them; as they are where it cannot be asked.
  static func adapted(_ context: StepContext) async -> [String: String] {
    var arguments = context.step.arguments
    guard arguments["reverts"] == nil, let database = try? ServerDatabase.usable(context, restoring: true),
      case .forOne? = try? await read(database, context)
    else { return arguments }
    arguments[narrowArgument] = "yes"
    // What is dropped must be saved whole.
    arguments[BackUpSchema.lenientArgument] = nil
    return arguments
  }

  /// For the person.
  var line: Preflight {
    switch self {
    case .forTwo(let needed?, let free?):
      let (want, have) = (ByteWords.text(needed), ByteWords.text(free))
      return .fine(
        "Place sur le serveur : il faut \(want.text(in: .french)), il y a \(have.text(in: .french))",
        "Space on the server: \(want.text(in: .english)) needed, \(have.text(in: .english)) free")
    case .forTwo:
      return .advice(
        "Place sur le disque du serveur : pas visible d’ici ; le chargement à côté le dira",
        "Space on the server's disk: not seen from here; loading it beside will tell")
    case .forOne(let needed, let free, let folder):
      let (want, have) = (ByteWords.text(needed), ByteWords.text(free))
      return .warning(
        "Pas la place pour deux (\(want.text(in: .french)) ; \(have.text(in: .french)) dans \(folder)) : après une répétition de la structure et des plus longues lignes, l’actuelle est supprimée AVANT que l’autre soit chargée. On y perd le retour en une seconde (il recharge la copie de sûreté), et un arrêt au milieu laisse la base incomplète jusqu’à la reprise",
        "No room for two (\(want.text(in: .english)); \(have.text(in: .english)) in \(folder)): after a rehearsal of the structure and the longest rows, the live one is dropped BEFORE the other is loaded. What is lost: the way back in a second (it loads the safety copy again), and a stop in the middle leaves the schema incomplete until it is gone on with"
      )
    case .none(let needed, let free, let folder):
      let (want, have) = (ByteWords.text(needed), ByteWords.text(free))
      return .critical(
        "Le serveur n’a pas la place, même pour une à la fois : il faut \(want.text(in: .french)), il y a \(have.text(in: .french)) dans \(folder)",
        "The server has no room, not even for one at a time: \(want.text(in: .english)) needed, \(have.text(in: .english)) free in \(folder)"
      )
    }
  }
}
