/// How to get back to the state before an operation.
public struct WayBack: Codable, Sendable, Equatable {
  public var title: LocalizedText
  /// The request that does it.
  public var request: OperationRequest

  /// A way back.
  public init(title: LocalizedText, request: OperationRequest) {
    self.title = title
    self.request = request
  }
}
