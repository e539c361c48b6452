import FoundationEssentials
import GRDB

/// What a row of the audit says of a record in another table: its name, and the hash of its content then. It stands
/// under `sealed` in the row's detail, so that the chain covers the record too.
struct Seal: Codable, Equatable {
  /// `tick:17`, `operation:20261122T133205Z-4f2a`, `acknowledgement:cpu.critical`.
  var record: String
  /// `nil` while the record may still change without a row of its own: an operation that runs.
  var sha256: String?

  /// The part of a detail in which the seal is found.
  struct Carrier: Decodable {
    var sealed: Seal?
  }

  /// The seal that a detail carries, if it does.
  static func carried(by detail: String) -> Seal? {
    (try? value(Carrier.self, fromJSON: detail))?.sealed
  }

  /// A detail that was given from outside and must not be taken for one of ours; JSON in any case.
  static func outside(_ detail: String) -> String {
    guard (try? JSONDecoder().decode(AnyJSON.self, from: Data(detail.utf8))) != nil else { return json(detail) }
    return carried(by: detail) == nil ? detail : json(["given": detail])
  }

  /// Decodes from whatever is JSON.
  private struct AnyJSON: Decodable {
    init(from decoder: any Decoder) throws {}
  }
}
