import Host
import Maintenance

/// The settings of a server that decide how its tables are made, read and filled. A schema is built again on a server that is
/// set like the one it comes from: elsewhere its statements fail, or make something else.
struct ServerSettings: Sendable, Hashable {
  /// By the names of the server's variables.
  var values: [String: String]

  init(_ values: [String: String] = [:]) { self.values = values }

  /// What may be set on a server that is made for the purpose; a manifest can hold no other option of a server.
  static let carried = [
    "auto_increment_increment", "auto_increment_offset", "character_set_server", "collation_server",
    "character_set_collations", "default_storage_engine", "default_week_format", "div_precision_increment",
    "explicit_defaults_for_timestamp", "ft_max_word_len", "ft_min_word_len", "group_concat_max_len",
    "innodb_autoinc_lock_mode", "innodb_default_row_format", "innodb_file_per_table", "innodb_ft_enable_stopword",
    "innodb_ft_max_token_size", "innodb_ft_min_token_size", "innodb_page_size", "innodb_strict_mode", "lc_time_names",
    "lower_case_table_names", "max_heap_table_size", "max_sort_length", "old_mode", "sql_mode",
    "system_versioning_alter_history", "system_versioning_insert_history",
  ]

  /// Without these no data folder of the kind can be made; the others are set when it is there: the statements that make it
  /// are written for a server that is set like most.
  private static let structural: Set<String> = ["innodb_page_size", "lower_case_table_names"]

  private static let builtIn: Set<String> = ["innodb", "myisam", "aria", "memory", "csv"]

  /// What is only remembered.
  private static let told = ["max_allowed_packet", "time_zone", "system_time_zone", "event_scheduler"]

  static func read(_ database: ServerDatabase, engines: Set<String>) async throws(StepFailure) -> ServerSettings {
    let names = (carried + told).map(ServerDatabase.literal).joined(separator: ",")
    let rows = try await database.ask(
      "SHOW GLOBAL VARIABLES WHERE variable_name IN (\(names)); "
        // Answered from the tables of zones, which anybody may ask in this way.
        + "SELECT 'named_time_zones', IF(CONVERT_TZ('2020-01-01','+00:00','Europe/Paris') IS NULL,'no','yes'); "
        + "SELECT CONCAT('plugin ', plugin_name), plugin_library FROM information_schema.plugins "
        + "WHERE plugin_type='STORAGE ENGINE' AND plugin_library IS NOT NULL")
    var values: [String: String] = [:]
    for row in rows where row.count == 2 {
      if row[0].hasPrefix("plugin "), !engines.contains(String(row[0].dropFirst(7)).lowercased()) { continue }
      values[row[0]] = row[1]
    }
    return ServerSettings(values)
  }

  /// The lines of an option file.
  ///
  /// - Parameter isInstalling: whether the data folder is only made.
  func lines(isInstalling: Bool) -> [String] {
    var lines: [String] = []
    for name in ServerSettings.carried where !isInstalling || ServerSettings.structural.contains(name) {
      // `loose-`: one that this release does not know is told in its log and left out.
      guard let value = values[name], ServerSettings.isPlain(value) else { continue }
      // A server whose engine by default is not there does not start.
      if name == "default_storage_engine", !ServerSettings.builtIn.contains(value.lowercased()) { continue }
      lines.append("loose-\(name)=\(value)")
    }
    if !isInstalling { lines += plugins.map { "plugin-load-add=\($0)" } }
    return lines
  }

  /// The libraries of the engines that are not built in.
  var plugins: [String] {
    values.filter { $0.key.hasPrefix("plugin ") }.map(\.value).filter { name in
      name.hasSuffix(".so")
        && name.utf8.dropLast(3).allSatisfy { byte in
          byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
        }
    }.sorted()
  }

  var hasNamedZones: Bool { values["named_time_zones"] == "yes" }

  var packetBytes: Int? { values["max_allowed_packet"].flatMap { Int($0) } }

  private static func isPlain(_ value: String) -> Bool {
    value.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "_,.-:=".utf8.contains(byte)
    }
  }

  /// What this host lacks to build the schema again: another release of the server, an engine's library.
  static func lacks(_ programs: ServerPrograms, version: String, settings: ServerSettings?, host: Host) async
    -> [LocalizedText]
  {
    let ask = Command(
      programs.server, ["--no-defaults", "--verbose", "--help"], limitSeconds: 30, captureLimit: 1 << 22)
    guard let help = try? await host.commands.run(ask), help.isSuccess else {
      return [
        LocalizedText(
          french: "\(programs.server) manque ici : la sauvegarde ne peut pas y être reconstruite ni essayée",
          english: "no \(programs.server) here: the backup cannot be rebuilt or tried on this host")
      ]
    }
    var found: [Substring: Substring] = [:]
    for line in help.text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2, words[0] == "version" || words[0] == "plugin-dir" {
        found[words[0]] = words[1].drop { $0 == " " }
      }
    }
    var lacks: [LocalizedText] = []
    if let own = found["version"].map(String.init), release(own) != release(version) {
      lacks.append(
        LocalizedText(
          french:
            "le serveur est une version \(release(version)), \(programs.server) est ici une \(release(own)) : reconstruire y peut échouer",
          english:
            "the server is release \(release(version)), \(programs.server) here is \(release(own)): rebuilding may fail here"
        ))
    }
    let folder = found["plugin-dir"].map(String.init) ?? ""
    for library in settings?.plugins ?? []
    where !FileSystem.exists(folder + (folder.hasSuffix("/") ? "" : "/") + library) {
      lacks.append(
        LocalizedText(
          french: "\(library) manque dans \(folder) : les tables de ce moteur ne peuvent pas être reconstruites ici",
          english: "\(library) is not in \(folder): tables of its engine cannot be rebuilt here"))
    }
    return lacks
  }

  /// `10.11.19-MariaDB-log` → `10.11`.
  private static func release(_ version: String) -> String {
    version.split(separator: ".", maxSplits: 2).prefix(2).joined(separator: ".")
  }
}
