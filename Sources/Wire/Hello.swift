/// The first line a client sends.
public struct Hello: Codable, Sendable, Equatable {
  /// ``WireVersion/current`` of the client.
  public var wire: Int
  /// The client's program version, for the message of a mismatch.
  public var program: String
  /// Whether the agent should send the Situation now and each time it changes.
  public var follows: Bool

  /// A greeting.
  public init(wire: Int = WireVersion.current, program: String, follows: Bool) {
    self.wire = wire
    self.program = program
    self.follows = follows
  }
}
