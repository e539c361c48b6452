extension Step {
  /// The argument by which a step says that it changes what is live: `changes: target`.
  public static let changesArgument = "changes"

  /// The argument by which a step names what is locked besides the procedure's target.
  public static let lockArgument = "lock"

  /// The argument that names the verb of an earlier step beside which this one's work may be begun.
  public static let besideArgument = "beside"

  /// Whether the step changes what is live. As long as none of these has begun, an operation that ends has changed
  /// nothing, and needs no way back.
  public var changesTarget: Bool { arguments[Step.changesArgument] == "target" }
}
