import Foundation
import Testing

// Apart from the rest, for Foundation has a `Host` of its own.
extension Recording {
  /// The `/proc` of a recorded host, below `Recorded`.
  static func proc(_ name: String) throws -> String {
    try #require(Bundle.module.resourceURL).appendingPathComponent("Recorded/" + name).path
  }

  /// A folder that is there as long as `body` runs.
  static func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    var template = Array((NSTemporaryDirectory() + "/vigie-probes-XXXXXX").utf8CString)
    let path = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }

  /// Writes a file, with its folders.
  static func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
