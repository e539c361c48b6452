extension Plan {
  /// What the plan names that can be restored.
  public var restorable: [RestoreScope] {
    RestoreScope.allCases.filter { scope in
      switch scope {
      case .database: !databases.isEmpty
      case .files: folders.files != nil
      case .configuration: !folders.configuration.isEmpty
      }
    }
  }
}
