/// What `SHOW CREATE DATABASE` says of an empty schema: its charset, collation and comment, for a schema of any name.
struct SchemaForm: Sendable, Hashable {
  /// What stands behind the name: `/*!40100 DEFAULT CHARACTER SET utf8mb4 … */`.
  let options: String

  /// - Parameter statement: ``CREATE DATABASE `shop` /*!40100 … */``. The name is skipped by its backticks, a doubled one
  ///   being part of it.
  init(_ statement: String) {
    guard let open = statement.firstIndex(of: "`") else {
      options = ""
      return
    }
    var index = statement.index(after: open)
    while index < statement.endIndex {
      if statement[index] == "`" {
        let next = statement.index(after: index)
        guard next < statement.endIndex, statement[next] == "`" else { break }
        index = next
      }
      index = statement.index(after: index)
    }
    options = index < statement.endIndex ? String(statement[statement.index(after: index)...]) : ""
  }

  /// Makes an empty schema of this form, unless one of the name is there.
  func create(_ name: String) -> String {
    "CREATE DATABASE IF NOT EXISTS \(ServerDatabase.identifier(name))\(options);\n"
  }

  /// Gives this form to a schema.
  func alter(_ name: String) -> String {
    options.allSatisfy { $0 == " " } ? "" : "ALTER DATABASE \(ServerDatabase.identifier(name))\(options);\n"
  }
}
