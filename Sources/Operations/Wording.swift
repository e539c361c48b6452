import Maintenance

/// A text in both languages.
func both(_ french: String, _ english: String) -> LocalizedText { LocalizedText(french: french, english: english) }

extension Preflight {
  /// A line that lets the operation start.
  static func fine(_ french: String, _ english: String) -> Preflight {
    Preflight(severity: .fine, text: both(french, english))
  }

  /// A line that says what could be better, or cannot be seen: a warning that asks for no reason, each night least of all.
  static func advice(_ french: String, _ english: String) -> Preflight {
    Preflight.advice(both(french, english))
  }

  static func advice(_ text: LocalizedText) -> Preflight {
    var line = Preflight(severity: .fine, text: text)
    line.isAdvice = true
    return line
  }

  /// A line that asks for a reason.
  static func warning(_ french: String, _ english: String) -> Preflight {
    Preflight(severity: .warning, text: both(french, english))
  }

  /// A line that refuses.
  static func critical(_ french: String, _ english: String) -> Preflight {
    Preflight(severity: .critical, text: both(french, english))
  }
}
