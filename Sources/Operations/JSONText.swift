import FoundationEssentials
import Host

/// Values as JSON text, keys sorted, so that the same value is always the same text.
enum JSONText {
  /// One line.
  static func line(_ value: some Encodable) throws(StepFailure) -> [UInt8] {
    try encode(value, [.sortedKeys, .withoutEscapingSlashes])
  }

  /// For a person to read.
  static func page(_ value: some Encodable) throws(StepFailure) -> [UInt8] {
    try encode(value, [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]) + [0x0A]
  }

  private static func encode(_ value: some Encodable, _ form: JSONEncoder.OutputFormatting) throws(StepFailure)
    -> [UInt8]
  {
    let encoder = JSONEncoder()
    encoder.outputFormatting = form
    do {
      return [UInt8](try encoder.encode(value))
    } catch {
      throw StepFailure("JSON: \(error)")
    }
  }

  /// A value from its text; the failure names `path`.
  static func read<Value: Decodable>(_ type: Value.Type, _ bytes: some Collection<UInt8>, path: String)
    throws(StepFailure) -> Value
  {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw StepFailure("\(path): \(error)")
    }
  }
}
