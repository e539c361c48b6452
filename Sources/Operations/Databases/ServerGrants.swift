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
      guard line.hasPrefix("GRANT "), let on = ServerGrants.split(line, at: " ON "),
        let to = ServerGrants.split(on.after, at: " TO ")
      else { continue }
      let privileges = Set(on.before.dropFirst(6).split(separator: ",").map { $0.trimmed.uppercased() })
      let place = String(to.before.filter { $0 != "`" && $0 != "\\" })
      switch place {
      case "*.*": global.formUnion(privileges)
      case schema + ".*": onSchema.formUnion(privileges)
      case "mysql.*", "mysql.proc":
        if !privileges.isDisjoint(with: ["SELECT", "ALL PRIVILEGES"]) { readsRoutines = true }
      default: break
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

  private static func split(_ text: some StringProtocol, at mark: String) -> (before: Substring, after: Substring)? {
    let text = Substring(text)
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(mark) {
        return (text[..<start], text[text.index(start, offsetBy: mark.count)...])
      }
      start = text.index(after: start)
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
