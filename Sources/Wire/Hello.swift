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

  /// The greeting as its line, without the newline. It is the first thing that a dashboard does, and an encoder's first
  /// use costs as much as opening the terminal: so its four words are put together here. `nil` for a program whose name
  /// would have to be escaped.
  var line: String? {
    let isPlain = program.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    return isPlain ? #"{"hello":{"_0":{"wire":\#(wire),"program":"\#(program)","follows":\#(follows)}}}"# : nil
  }
}
