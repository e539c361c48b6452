import Host
import Maintenance

extension ServerDatabase {
  /// The answers to a file of statements, each row with its columns as bytes: what the server says is not always UTF-8.
  ///
  /// - Parameter withSchema: whether the statements are run in the schema.
  func rows(ofScript script: String, withSchema: Bool) async throws(StepFailure) -> [[[UInt8]]] {
    let file = try ServerDatabase.scriptFile(Array(script.utf8), name: "ask", context)
    defer { try? FileSystem.removeFile(file) }
    var command = source(file, schema: withSchema ? plan.schema : nil, limitSeconds: 3600)
    command.arguments.insert(contentsOf: ["--batch", "--skip-column-names"], at: 1)
    command.captureLimit = 256 << 20
    let result: CommandResult
    do throws(CommandError) { result = try await context.host.commands.run(command) } catch { throw StepFailure(error) }
    guard result.isSuccess, !result.isTruncated else { throw failure(result) }
    return result.output.split(separator: 0x0A).map { line in
      line.split(separator: 0x09, omittingEmptySubsequences: false).map { ServerDatabase.unescaped($0) }
    }
  }

  /// Runs a script, written into the output by its name: what it makes may be long.
  func perform(_ script: [UInt8], name: String, inSchema: Bool = true, limitSeconds: Double = 3600)
    async throws(StepFailure)
  {
    let file = try ServerDatabase.scriptFile(script, name: name, context)
    let command = source(file, schema: inSchema ? plan.schema : nil, limitSeconds: limitSeconds)
    context.output.write("$ \(command.display)\n")
    let result: CommandResult
    do throws(CommandError) { result = try await context.host.commands.run(command) } catch { throw StepFailure(error) }
    guard result.isSuccess else {
      context.output.write(result.errorText)
      throw failure(result)
    }
    try? FileSystem.removeFile(file)
  }

  private func failure(_ result: CommandResult) -> StepFailure {
    let said = result.errorText.split(separator: "\n").last { $0.hasPrefix("ERROR") }.map(String.init)
    return StepFailure(
      "\(programs.client): " + SafeText.clean(said ?? result.endingText), exitStatus: result.shellStatus)
  }

  /// A script as a file of the operation's own folder.
  static func scriptFile(_ script: [UInt8], name: String, _ context: StepContext) throws(StepFailure) -> String {
    let folder = context.state.operation(context.operation)
    do throws(FileFault) {
      try FileSystem.makeFolder(folder)
      try FileSystem.writeAtomically(folder + "/" + name + ".sql", script)
      return folder + "/" + name + ".sql"
    } catch {
      throw StepFailure(error)
    }
  }

  /// What the client escapes with `--batch`: `\0`, `\n`, `\t`, `\\` (mysql(1)).
  private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    guard field.contains(0x5C) else { return Array(field) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(field.count)
    var isEscaped = false
    for byte in field {
      if isEscaped {
        switch byte {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "0"): bytes.append(0)
        default: bytes.append(byte)
        }
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
