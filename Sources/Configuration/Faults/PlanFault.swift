import Maintenance

/// One thing that is to be said of a plan or a theme file, at its place.
public struct PlanFault: Error, Sendable, Hashable {
  /// How bad it is.
  public enum Grade: String, Sendable, CaseIterable, Comparable {
    /// Right, but without effect in this version.
    case notice
    /// Left open on purpose, and to be filled in.
    case toFill = "to-fill"
    /// Works, but is likely not what is meant.
    case warning
    /// The plan cannot be used.
    case error

    public static func < (a: Grade, b: Grade) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .notice: 0
      case .toFill: 1
      case .warning: 2
      case .error: 3
      }
    }
  }

  public var grade: Grade
  /// The file as the person named it.
  public var file: String
  /// From 1; the column counts characters.
  public var line, column: Int
  /// The place in the plan: `services.nginx.http.within`; empty for the file as a whole.
  public var path: String
  /// What was found and what was expected, in both languages.
  public var message: LocalizedText

  /// A fault at its place.
  public init(
    grade: Grade = .error, file: String, line: Int = 1, column: Int = 1, path: String = "", message: LocalizedText
  ) {
    self.grade = grade
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
  }

  /// One line as compilers write it, `plan.yaml:12:9: error: capacity.cpu.alert: found “70”; expected …`.
  public func text(in language: Language) -> String {
    let (word, colon): (String, String)
    switch (grade, language) {
    case (.error, .french): (word, colon) = ("erreur", " : ")
    case (.warning, .french): (word, colon) = ("avertissement", " : ")
    case (.toFill, .french): (word, colon) = ("à remplir", " : ")
    case (.toFill, .english): (word, colon) = ("to fill", ": ")
    case (.notice, .french): (word, colon) = ("remarque", " : ")
    case (.error, .english): (word, colon) = ("error", ": ")
    case (.warning, .english): (word, colon) = ("warning", ": ")
    case (.notice, .english): (word, colon) = ("notice", ": ")
    }
    let place = path.isEmpty ? "" : path + colon
    return "\(file):\(line):\(column): \(word)\(colon)\(place)\(message.text(in: language))"
  }
}
