extension Confirmation {
  /// Whether what a person answered confirms: nothing needed, `yes`, or the very name.
  public func accepts(_ answer: String?) -> Bool {
    switch self {
    case .none: true
    case .yes: answer == "yes"
    case .typeName(let name): answer == name
    }
  }
}
