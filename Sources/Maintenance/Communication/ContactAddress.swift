/// Where a contact is reached by one channel.
public struct ContactAddress: Codable, Sendable, Hashable {
  /// The name of a channel of the plan.
  public var channel: String
  public var address: Fillable

  /// An address.
  public init(channel: String, address: Fillable) {
    self.channel = channel
    self.address = address
  }
}
