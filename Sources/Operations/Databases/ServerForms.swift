import Crypto
import Host
import Maintenance

/// The form of a schema: what the server itself says would make each of its objects. A migration that runs while a dump is
/// made is noticed by it, and whether what was rebuilt is built like what was saved.
struct ServerForms: Sendable, Hashable {
  /// An object that the server cannot make sense of: a view on a table that is gone.
  struct Broken: Sendable, Hashable {
    var name: String
    var isView: Bool
    /// What the server says of it.
    var reason: String
    /// The statement that would make it, where the server tells it.
    var definition: String
  }

  /// The first half of a SHA-256 of each object's statement, by kind and name: `table users`.
  private(set) var digests: [String: String] = [:]
  private(set) var broken: [Broken] = []
  private(set) var definers: Set<ServerAccount> = []

  private struct Question {
    var key: String
    var statement: String
    var name: String
    var kind: String
  }

  static func read(_ database: ServerDatabase) async throws(StepFailure) -> ServerForms {
    let schema = ServerDatabase.literal(database.plan.schema)
    let names = try await database.ask(
      """
      SELECT table_type, table_name, '' FROM information_schema.tables WHERE table_schema=\(schema) \
      UNION ALL SELECT 'TRIGGER', trigger_name, definer FROM information_schema.triggers WHERE trigger_schema=\(schema) \
      UNION ALL SELECT routine_type, routine_name, definer FROM information_schema.routines \
      WHERE routine_schema=\(schema) \
      UNION ALL SELECT 'EVENT', event_name, definer FROM information_schema.events WHERE event_schema=\(schema) \
      UNION ALL SELECT 'definer', table_name, definer FROM information_schema.views WHERE table_schema=\(schema)
      """)
    var forms = ServerForms()
    var questions: [Question] = []
    for row in names where row.count == 3 {
      if let definer = ServerAccount(definer: row[2]) { forms.definers.insert(definer) }
      guard let show = show(row[0]) else { continue }
      let name = database.qualified(row[1])
      let key = row[0].lowercased() + " " + row[1]
      questions.append(Question(key: key, statement: "SHOW CREATE \(show) \(name)", name: row[1], kind: show))
      if show == "VIEW" {
        // What a dump asks of a view; the server shows the text of one that it could not read.
        questions.append(Question(key: "", statement: "SHOW FIELDS FROM \(name)", name: row[1], kind: show))
      }
    }
    // A zone and a set of characters of our own: literals are shown in them.
    let preamble = "SET time_zone='+00:00';\n"
    for start in stride(from: 0, to: questions.count, by: 500) {
      let batch = Array(questions[start..<min(start + 500, questions.count)])
      try await forms.ask(batch, preamble, database)
    }
    return forms
  }

  /// One digest of all.
  var whole: String {
    let text = digests.sorted { $0.key < $1.key }.map { "\($0.key)\0\($0.value)\0" }.joined()
    return SHA256.hash(data: Array(text.utf8)).hexadecimal
  }

  /// The digests of what is in a backup.
  var ofReadable: [String: String] {
    let names = Set(broken.map { ($0.isView ? "view " : "base table ") + $0.name })
    return digests.filter { !names.contains($0.key) }
  }

  private static func show(_ kind: String) -> String? {
    switch kind {
    case "BASE TABLE", "SYSTEM VERSIONED": "TABLE"
    case "SEQUENCE", "VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY", "EVENT": kind
    default: nil
    }
  }

  private mutating func ask(_ questions: [Question], _ preamble: String, _ database: ServerDatabase)
    async throws(StepFailure)
  {
    let mark = "vigie:"
    let sql =
      preamble + questions.enumerated().map { "SELECT '\(mark)\($0)';\n\($1.statement);\n" }.joined()
      + "SELECT '\(mark)end';\n"
    let result: CommandResult
    do throws(CommandError) {
      result = try await database.context.host.commands.run(
        database.statement(sql, goesOn: true, limitSeconds: 3600))
    } catch { throw StepFailure(error) }
    let rows = ServerDatabase.rows(of: result)
    guard rows.last == [mark + "end"], !result.isTruncated else {
      throw StepFailure(
        "\(database.programs.client): "
          + SafeText.clean(result.errorText.split(separator: "\n").last.map { String($0) } ?? ""))
    }
    var answers: [Int: [[String]]] = [:]
    var number = -1
    for row in rows {
      if row.count == 1, row[0].hasPrefix(mark) {
        number = Int(row[0].dropFirst(mark.utf8.count)) ?? -1
      } else if number >= 0 {
        answers[number, default: []].append(row)
      }
    }
    let errors = Self.errors(result.errorText, sql: sql)
    for (number, question) in questions.enumerated() {
      let answer = answers[number] ?? []
      let text = answer.first.map { Self.text(of: $0, kind: question.kind) } ?? ""
      if !question.key.isEmpty {
        digests[question.key] = String(
          SHA256.hash(data: Array(Self.withoutPlace(text).utf8)).hexadecimal.prefix(32))
      }
      guard answer.isEmpty else { continue }
      let isView = question.kind == "VIEW"
      guard isView || question.kind == "TABLE" else {
        throw StepFailure("\(question.statement): " + SafeText.clean(errors[number] ?? "no answer"))
      }
      let definition = isView ? answers[number - 1]?.first.map { Self.text(of: $0, kind: "VIEW") } ?? "" : ""
      broken.append(
        Broken(
          name: question.name, isView: isView, reason: SafeText.clean(errors[number] ?? "no answer"),
          definition: definition))
    }
  }

  /// `SHOW CREATE …` answers the statement in its second column, or, beside the mode it was made in, its third; what is
  /// told after it (character sets, when it was made) is not part of every one.
  private static func text(of row: [String], kind: String) -> String {
    switch kind {
    case "TABLE", "SEQUENCE", "VIEW": row.count > 1 ? row[1] : ""
    // The mode it was made in, and the statement.
    case "EVENT": row.count > 3 ? row[1...3].joined(separator: "\u{0}") : ""
    default: row.count > 5 ? row[1...5].joined(separator: "\u{0}") : row.joined(separator: "\u{0}")
    }
  }

  /// The statement without what is not of its form: ` AUTO_INCREMENT=5` moves with every row, ` DATA DIRECTORY='…'` says
  /// where a table lies on one host. They stand in the options, which begin on the line of the closing parenthesis:
  /// `) ENGINE=InnoDB AUTO_INCREMENT=5 …`, and again with each partition.
  private static func withoutPlace(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let marks = [
      " AUTO_INCREMENT=", " DATA DIRECTORY=", " INDEX DIRECTORY=", " DATA DIRECTORY = ", " INDEX DIRECTORY = ",
    ]
    .map { Array($0.utf8) }
    var kept: [UInt8] = []
    var index = 0
    while index + 1 < bytes.count, !(bytes[index] == 0x0A && bytes[index + 1] == 0x29) { index += 1 }
    kept += bytes[..<min(index, bytes.count)]
    while index < bytes.count {
      guard bytes[index] == 0x20, let mark = marks.first(where: { bytes[index...].starts(with: $0) }) else {
        kept.append(bytes[index])
        index += 1
        continue
      }
      index += mark.count
      if index < bytes.count, bytes[index] == 0x27 {
        index += 1
        while index < bytes.count, bytes[index] != 0x27 { index += 1 }
        index += 1
      } else {
        while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// `ERROR 1356 (HY000) at line 12: View … references invalid table(s) …`, by the number of the question that stood there.
  private static func errors(_ text: String, sql: String) -> [Int: String] {
    var starts: [(line: Int, number: Int)] = []
    var number = -1
    for (index, line) in sql.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("SELECT 'vigie:") { number += 1 } else if number >= 0 { starts.append((index + 1, number)) }
    }
    let numbers = Dictionary(starts, uniquingKeysWith: { $1 })
    var errors: [Int: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("ERROR ") {
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "line"), at + 1 < words.count,
        let place = Int(words[at + 1].prefix { $0.isNumber }), let number = numbers[place], errors[number] == nil
      else { continue }
      errors[number] = String(line)
    }
    return errors
  }
}
