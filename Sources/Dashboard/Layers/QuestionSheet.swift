/// A question that is answered with yes or no, No being the default.
struct QuestionSheet: Sendable, Equatable {
  var title: String
  /// What yes means, in sentences.
  var lines: [String]
  /// What is asked of the agent after a yes.
  var ask: Ask
  var isYesFocused = false
}
