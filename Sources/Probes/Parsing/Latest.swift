import Maintenance

/// The last value of one thing that is read again and again, and when it was read.
struct Latest<Value: Codable & Sendable & Equatable>: Sendable {
  private var last: (value: Value, at: Timestamp)?

  /// The reading after one attempt: a failure after a success is stale, a failure before any is unavailable. `nil` from
  /// `read` means that there is nothing new to say: the last value stands, or the first is still to come.
  mutating func reading(at moment: Timestamp, _ read: () throws(Unavailability) -> Value?) -> Reading<Value> {
    do {
      guard let value = try read() else { return standing }
      last = (value, moment)
      return .known(value, at: moment)
    } catch {
      guard let last else { return .unavailable(error) }
      return .stale(last.value, since: last.at)
    }
  }

  /// The last value as it was read, when it is not read again this time.
  var standing: Reading<Value> { last.map { .known($0.value, at: $0.at) } ?? .pending }
}
