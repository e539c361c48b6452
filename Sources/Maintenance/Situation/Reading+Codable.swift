/// In JSON `{"known":{"_0":…,"at":…}}`, `{"pending":{}}`, `{"stale":{"_0":…,"since":…}}`, `{"unavailable":{"_0":…}}`: the
/// form that the compiler would have derived.
///
/// It is written out because derived keys would be a type of their own for each value that is read, and the runtime's
/// search for each of them stands between the dashboard's start and its first picture.
extension Reading: Codable {
  public init(from decoder: any Decoder) throws {
    let state = try decoder.container(keyedBy: ReadingKey.self)
    guard let key = state.allKeys.first(where: { $0.isState }) else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a reading without a state"))
    }
    guard key != .pending else {
      self = .pending
      return
    }
    let content = try state.nestedContainer(keyedBy: ReadingKey.self, forKey: key)
    self =
      switch key {
      case .known:
        .known(try content.decode(Value.self, forKey: ._0), at: try content.decode(Timestamp.self, forKey: .at))
      case .stale:
        .stale(try content.decode(Value.self, forKey: ._0), since: try content.decode(Timestamp.self, forKey: .since))
      default: .unavailable(try content.decode(Unavailability.self, forKey: ._0))
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var state = encoder.container(keyedBy: ReadingKey.self)
    switch self {
    case .known(let value, let moment):
      var content = state.nestedContainer(keyedBy: ReadingKey.self, forKey: .known)
      try content.encode(value, forKey: ._0)
      try content.encode(moment, forKey: .at)
    case .pending: _ = state.nestedContainer(keyedBy: ReadingKey.self, forKey: .pending)
    case .stale(let value, let moment):
      var content = state.nestedContainer(keyedBy: ReadingKey.self, forKey: .stale)
      try content.encode(value, forKey: ._0)
      try content.encode(moment, forKey: .since)
    case .unavailable(let why):
      var content = state.nestedContainer(keyedBy: ReadingKey.self, forKey: .unavailable)
      try content.encode(why, forKey: ._0)
    }
  }
}

/// The keys of every reading, whatever its value.
private enum ReadingKey: String, CodingKey {
  case known, pending, stale, unavailable
  case _0, at, since

  var isState: Bool {
    switch self {
    case .known, .pending, .stale, .unavailable: true
    case ._0, .at, .since: false
    }
  }
}
