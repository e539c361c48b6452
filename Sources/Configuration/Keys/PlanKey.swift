/// A key of the plan, declared once: the reader of a section knows it by this, and docs/PLAN.md is written from it.
struct PlanKey: Sendable {
  /// The key, or a word in capitals that stands for any name: `NAME`.
  var name: String
  /// What may stand there, as the end of “expected …”.
  var form: String
  /// Whether the section cannot be read without it.
  var isRequired: Bool
  /// What holds when it is not there.
  var standard: String?
  /// What it means, in one sentence.
  var meaning: String

  /// A key that may be left out.
  init(_ name: String, _ form: String, standard: String? = nil, _ meaning: String) {
    (self.name, self.form, self.standard, self.meaning) = (name, form, standard, meaning)
    isRequired = false
  }

  /// A key that must be there.
  static func required(_ name: String, _ form: String, _ meaning: String) -> PlanKey {
    var key = PlanKey(name, form, meaning)
    key.isRequired = true
    return key
  }
}
