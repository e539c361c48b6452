import FoundationEssentials

/// One message, one line of JSON.
public enum WireCoding {
  /// The longest line that either end accepts, in bytes. A Situation of a hundred services is a tenth of it.
  public static let longestLine = 8 << 20

  /// The line of a message, with its newline.
  public static func line(_ message: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    var bytes = [UInt8](try encoder.encode(message))
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// The message of a line, without its newline.
  public static func message<Message: Decodable>(_ type: Message.Type, from line: some Collection<UInt8>) throws
    -> Message
  {
    try JSONDecoder().decode(type, from: Data(line))
  }
}
