import FoundationEssentials

/// A value as JSON text: keys in order, so that equal values give equal text.
func json(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  // Only a number that JSON cannot hold fails to encode.
  guard let data = try? encoder.encode(value) else { return "null" }
  return String(decoding: data, as: UTF8.self)
}

/// A value back from JSON text.
func value<Value: Decodable>(_ type: Value.Type, fromJSON text: String) throws -> Value {
  try JSONDecoder().decode(type, from: Data(text.utf8))
}
