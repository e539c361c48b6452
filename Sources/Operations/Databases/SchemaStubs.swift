/// Empty tables in the place of those of other schemas that views of a dump read: without them the views cannot be made
/// where only one schema is rebuilt. A view keeps the text by which it was made, whatever the types of what it reads.
struct SchemaStubs {
  /// Columns by schema and table.
  private var tables: [String: [String: Set<String>]] = [:]
  private var sequences: [String: Set<String>] = [:]
  private let schema: String

  /// - Parameter readers: the statements that may read elsewhere, as the server writes them: every name in backticks.
  init(_ readers: [String], schema: String) {
    self.schema = schema
    for reader in readers { read(Array(reader.utf8)) }
  }

  private enum Token: Hashable {
    case name(String), point, other
    case word(String)
  }

  private mutating func read(_ bytes: [UInt8]) {
    let tokens = SchemaStubs.tokens(bytes)
    // Chains of names: `b`.`t`, `b`.`t`.`a`, `x`.`a`.
    var chains: [(names: [String], before: Token, after: Token)] = []
    var index = 0
    while index < tokens.count {
      guard case .name(let first) = tokens[index] else {
        index += 1
        continue
      }
      let before = index > 0 ? tokens[index - 1] : .other
      var names = [first]
      index += 1
      while index + 1 < tokens.count, tokens[index] == .point, case .name(let next) = tokens[index + 1] {
        names.append(next)
        index += 2
      }
      chains.append((names, before, index < tokens.count ? tokens[index] : .other))
    }
    // A table stands after FROM, JOIN or an opening parenthesis of joins; its alias right after it.
    var aliases: [String: (String, String)] = [:]
    for (number, chain) in chains.enumerated() {
      guard chain.names.count == 2, chain.names[0] != schema else { continue }
      let (other, table) = (chain.names[0], chain.names[1])
      if case .word(let word) = chain.before, ["NEXTVAL", "LASTVAL", "SETVAL"].contains(word) {
        sequences[other, default: []].insert(table)
        continue
      }
      guard case .word(let word) = chain.before, ["FROM", "JOIN", "STRAIGHT_JOIN"].contains(word) else { continue }
      tables[other, default: [:]][table, default: []].formUnion([])
      if number + 1 < chains.count, chains[number + 1].names.count == 1, case .name = chain.after {
        aliases[chains[number + 1].names[0]] = (other, table)
      }
    }
    for chain in chains {
      if chain.names.count == 3, let known = tables[chain.names[0]]?[chain.names[1]] {
        tables[chain.names[0]]?[chain.names[1]] = known.union([chain.names[2]])
      } else if chain.names.count == 2, let (other, table) = aliases[chain.names[0]] {
        tables[other]?[table]?.insert(chain.names[1])
      }
    }
  }

  private static func tokens(_ bytes: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x60:
        var name: [UInt8] = []
        while index < bytes.count {
          if bytes[index] == 0x60 {
            guard index + 1 < bytes.count, bytes[index + 1] == 0x60 else { break }
            index += 1
          }
          name.append(bytes[index])
          index += 1
        }
        index += 1
        tokens.append(.name(String(decoding: name, as: UTF8.self)))
      case 0x27:
        while index < bytes.count, bytes[index] != 0x27 { index += bytes[index] == 0x5C ? 2 : 1 }
        index += 1
        tokens.append(.other)
      case 0x2E: tokens.append(.point)
      // `from (`b`.`t` join …)`: parentheses and blanks change nothing of what stands before.
      case 0x28, 0x20, 0x0A, 0x09: continue
      case 0x41...0x5A, 0x61...0x7A:
        var word = [byte]
        while index < bytes.count, bytes[index] == 0x5F || (bytes[index] | 0x20 >= 0x61 && bytes[index] | 0x20 <= 0x7A)
        {
          word.append(bytes[index])
          index += 1
        }
        tokens.append(.word(String(decoding: word, as: UTF8.self).uppercased()))
      default: tokens.append(.other)
      }
    }
    return tokens
  }

  /// What makes them.
  var statements: [String] {
    var statements: [String] = []
    for other in Set(tables.keys).union(sequences.keys).sorted() where !SchemaStubs.own.contains(other.lowercased()) {
      let name = ServerDatabase.identifier(other)
      statements.append("CREATE DATABASE IF NOT EXISTS \(name)")
      for (table, columns) in (tables[other] ?? [:]).sorted(by: { $0.key < $1.key }) {
        let list = (columns.isEmpty ? ["none"] : columns.sorted()).map { ServerDatabase.identifier($0) + " TEXT" }
        statements.append(
          "CREATE TABLE IF NOT EXISTS \(name).\(ServerDatabase.identifier(table)) (\(list.joined(separator: ",")))")
      }
      for sequence in (sequences[other] ?? []).sorted() {
        statements.append("CREATE SEQUENCE IF NOT EXISTS \(name).\(ServerDatabase.identifier(sequence))")
      }
    }
    return statements
  }

  /// The schemas that are read, each of another's.
  var schemas: [String] { Set(tables.keys).union(sequences.keys).sorted() }

  /// Schemas that every server has.
  private static let own: Set<String> = ["mysql", "information_schema", "performance_schema", "sys"]
}
