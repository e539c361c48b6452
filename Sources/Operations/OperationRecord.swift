import Glibc
import Host
import Maintenance

/// What an operation writes down in its folder before it changes anything: enough for this worker or a later one to go on, or
/// to go back.
protocol OperationRecord: Codable {
  /// The file's name in the folder.
  static var fileName: String { get }
}

extension OperationRecord {
  /// Where the record of an operation is.
  static func path(_ operation: String, _ state: StateFolder) -> String { state.operation(operation) + "/" + fileName }

  func keep(_ context: StepContext) throws(StepFailure) {
    let text = try JSONText.page(self)
    do throws(FileFault) {
      try FileSystem.writeAtomically(Self.path(context.operation, context.state), text)
    } catch {
      throw StepFailure(error)
    }
  }

  /// The record of an operation; `nil` when it has not come so far.
  static func recall(_ operation: String, _ state: StateFolder) throws(StepFailure) -> Self? {
    let path = path(operation, state)
    guard FileSystem.exists(path) else { return nil }
    let text: [UInt8]
    do throws(FileFault) { text = try FileSystem.read(path, limit: 1 << 30) } catch { throw StepFailure(error) }
    return try JSONText.read(Self.self, text, path: path)
  }
  /// The record of an operation of which an earlier step has written one.
  static func kept(_ operation: String, _ state: StateFolder) throws(StepFailure) -> Self {
    guard let record = try recall(operation, state) else {
      throw StepFailure(FileFault("open", path(operation, state), code: ENOENT))
    }
    return record
  }
}
