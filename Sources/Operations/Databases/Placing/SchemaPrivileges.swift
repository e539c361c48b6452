/// What an account may do with schemas, from the lines of `SHOW GRANTS`: a grant names a schema, or a pattern of names in
/// which `_` and `%` stand for others unless they are escaped (https://mariadb.com/kb/en/grant/#database-privileges).
struct SchemaPrivileges: Sendable, Hashable {
  private struct Grant: Sendable, Hashable {
    var privileges: Set<String>
    /// `nil`: everywhere.
    var pattern: String?
  }

  private var grants: [Grant] = []

  init(_ lines: [String]) {
    for line in lines {
      guard line.hasPrefix("GRANT "), let on = line.firstRange(of: " ON "),
        let to = line[on.upperBound...].firstRange(of: " TO ")
      else { continue }
      let names = line[line.index(line.startIndex, offsetBy: 6)..<on.lowerBound].split(separator: ",")
      let privileges = Set(
        names.map { $0.uppercased().split(separator: " ").joined(separator: " ") })
      let place = line[on.upperBound..<to.lowerBound]
      guard place.hasSuffix(".*") else { continue }
      let schema = place.dropLast(2)
      if schema == "*" {
        grants.append(Grant(privileges: privileges, pattern: nil))
      } else if let quote = schema.first, quote == "`" || quote == "\"", schema.count >= 2 {
        let name = schema.dropFirst().dropLast()
        let doubled = String(quote) + String(quote)
        grants.append(
          Grant(
            privileges: privileges,
            pattern: name.split(separator: doubled, omittingEmptySubsequences: false)
              .joined(separator: String(quote))))
      } else {
        grants.append(Grant(privileges: privileges, pattern: String(schema)))
      }
    }
  }

  /// Whether a privilege is granted everywhere.
  func hasGlobal(_ privilege: String) -> Bool {
    grants.contains {
      $0.pattern == nil && ($0.privileges.contains(privilege) || $0.privileges.contains("ALL PRIVILEGES"))
    }
  }

  /// Which of these the account lacks in a schema of this name.
  func missing(_ privileges: [String], in schema: String) -> [String] {
    let held = grants.filter { $0.pattern.map { Self.matches($0, schema) } ?? true }
    return privileges.filter { privilege in
      !held.contains { $0.privileges.contains(privilege) || $0.privileges.contains("ALL PRIVILEGES") }
    }
  }

  /// Whether a grant's pattern covers a name.
  static func matches(_ pattern: String, _ name: String) -> Bool {
    matches(Array(pattern)[...], Array(name)[...])
  }

  private static func matches(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "%":
      return matches(rest, name) || (!name.isEmpty && matches(pattern, name.dropFirst()))
    case "_": return !name.isEmpty && matches(rest, name.dropFirst())
    case "\\" where rest.first.map({ "_%\\".contains($0) }) == true:
      return name.first == rest.first && matches(rest.dropFirst(), name.dropFirst())
    default: return name.first == first && matches(rest, name.dropFirst())
    }
  }
}
