import Maintenance

/// What an account may do, from the lines of `SHOW GRANTS`.
struct ServerGrants: Sendable, Hashable {
  /// Privileges everywhere.
  private(set) var global: Set<String> = []
  /// Privileges on the schema.
  private(set) var onSchema: Set<String> = []
  /// Whether `mysql.proc` may be read: without it the routines are left out, and nobody is told (MariaDB).
  private(set) var readsRoutines = false

  init(_ lines: [String], schema: String) {
    for line in lines {
      guard let grant = Line(line) else { continue }
      switch (grant.schema, grant.object) {
      case (nil, nil): global.formUnion(grant.privileges)
      case (let pattern?, nil) where ServerGrants.matches(schema, pattern): onSchema.formUnion(grant.privileges)
      default: break
      }
      if let pattern = grant.schema, ServerGrants.matches("mysql", pattern), grant.object ?? "proc" == "proc",
        !grant.privileges.isDisjoint(with: ["SELECT", "ALL PRIVILEGES"])
      {
        readsRoutines = true
      }
    }
  }

  /// The statements that would grant what is missing for a backup; empty when nothing is.
  func missing(withBinlog: Bool, programs: ServerPrograms) -> [String] {
    let isAll = global.contains("ALL PRIVILEGES")
    if isAll { return [] }
    func has(_ name: String) -> Bool {
      global.contains(name) || onSchema.contains(name) || onSchema.contains("ALL PRIVILEGES")
    }
    var missing: [String] = []
    let schema = ["SELECT", "SHOW VIEW", "TRIGGER", "EVENT"].filter { !has($0) }
    if !schema.isEmpty { missing.append("GRANT \(schema.joined(separator: ", ")) ON SCHEMA.* TO …") }
    if withBinlog {
      let everywhere = ["RELOAD", programs.positionPrivilege, "REPLICATION SLAVE"].filter { !global.contains($0) }
      if !everywhere.isEmpty { missing.append("GRANT \(everywhere.joined(separator: ", ")) ON *.* TO …") }
    }
    // Dynamic privileges are granted everywhere or not at all (MySQL 8.0.20).
    if programs.engine == .mysql, !global.contains("SELECT"), !global.contains("SHOW_ROUTINE") {
      missing.append("GRANT SHOW_ROUTINE ON *.* TO …")
    }
    if programs.engine == .mariadb, !readsRoutines, !global.contains("SELECT"), !global.contains("SHOW CREATE ROUTINE")
    {
      missing.append("GRANT SELECT ON mysql.proc TO …")
    }
    return missing
  }

  /// The lines that say something of the schema, as statements that hold no password and no hash of one.
  static func offered(_ lines: [String], schema: String) -> [String] {
    lines.compactMap { text in
      guard let line = Line(text) else { return nil }
      if let pattern = line.schema, !matches(schema, pattern) { return nil }
      if line.schema == nil, line.privileges == ["USAGE"] { return nil }
      return line.withoutSecrets
    }
  }

  /// Whether a schema's name is meant by a pattern of a grant: `_` is any character, `%` any number of them, and a backslash
  /// takes that meaning away.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name.lowercased())
    let pattern = Array(pattern.lowercased())
    func match(_ n: Int, _ p: Int) -> Bool {
      guard p < pattern.count else { return n == name.count }
      switch pattern[p] {
      case "%": return (n...name.count).contains { match($0, p + 1) }
      case "_": return n < name.count && match(n + 1, p + 1)
      case "\\" where p + 1 < pattern.count && "_%\\".contains(pattern[p + 1]):
        return n < name.count && name[n] == pattern[p + 1] && match(n + 1, p + 2)
      default: return n < name.count && name[n] == pattern[p] && match(n + 1, p + 1)
      }
    }
    return match(0, 0)
  }

  /// `GRANT SELECT, INSERT (`a`) ON `shop\_%`.* TO `b`@`%` IDENTIFIED BY PASSWORD '*…' WITH GRANT OPTION`.
  private struct Line {
    /// In upper case; one that holds for columns only is left out.
    var privileges: Set<String> = []
    /// `nil`: everywhere.
    var schema: String?
    /// `nil`: all of the schema.
    var object: String?
    /// The line without what proves who somebody is.
    var withoutSecrets: String

    init?(_ text: String) {
      guard text.hasPrefix("GRANT ") else { return nil }
      let characters = Array(text)
      var index = 6
      var words: [(text: String, isQuoted: Bool, start: Int)] = []
      var depth = 0
      var columns: Set<Int> = []
      // Words, names without their quotes, and signs; what is in parentheses is only marked.
      while index < characters.count {
        let character = characters[index]
        let start = index
        index += 1
        if character == "`" || character == "\"" || character == "'" {
          var name = ""
          while index < characters.count {
            if characters[index] == character {
              guard index + 1 < characters.count, characters[index + 1] == character else { break }
              index += 1
            }
            name.append(characters[index])
            index += 1
          }
          index += 1
          if depth == 0 { words.append((name, true, start)) }
        } else if character == "(" {
          depth += 1
          columns.insert(words.count)
        } else if character == ")" {
          depth -= 1
        } else if character == " " || depth > 0 {
          continue
        } else if character == "," || character == "." || character == "*" || character == "@" {
          words.append((String(character), false, start))
        } else {
          var word = String(character)
          while index < characters.count, !" ,.*@`\"'()".contains(characters[index]) {
            word.append(characters[index])
            index += 1
          }
          words.append((word, false, start))
        }
      }
      guard let on = words.firstIndex(where: { !$0.isQuoted && $0.text == "ON" }),
        let to = words[on...].firstIndex(where: { !$0.isQuoted && $0.text == "TO" })
      else { return nil }
      var privilege: [String] = []
      var isPartial = false
      for (number, word) in words[..<on].enumerated() {
        if word.text == ",", !word.isQuoted {
          if !isPartial { privileges.insert(privilege.joined(separator: " ").uppercased()) }
          (privilege, isPartial) = ([], false)
        } else {
          privilege.append(word.text)
        }
        if columns.contains(number + 1) { isPartial = true }
      }
      if !isPartial { privileges.insert(privilege.joined(separator: " ").uppercased()) }
      // `ON *.*`, ON `a`.*, ON `a`.`t`, ON PROCEDURE `a`.`p`.
      var place = Array(words[(on + 1)..<to])
      if let kind = place.first, !kind.isQuoted, ["TABLE", "FUNCTION", "PROCEDURE", "PACKAGE"].contains(kind.text) {
        while let word = place.first, !word.isQuoted { place.removeFirst() }
      }
      guard place.count == 3, place[1].text == "." else { return nil }
      schema = place[0].text == "*" && !place[0].isQuoted ? nil : place[0].text
      object = place[2].text == "*" && !place[2].isQuoted ? nil : place[2].text
      let secret = words[to...].first { !$0.isQuoted && ($0.text == "IDENTIFIED" || $0.text == "REQUIRE") }
      withoutSecrets = secret.map { String(characters[..<($0.start - 1)]) } ?? text
    }
  }
}
