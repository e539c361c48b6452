import ArgumentParser
import FoundationEssentials
import Glibc
import Maintenance

/// Results on standard output, messages on standard error, in one language.
package struct Console {
  package let language: Language
  package let isJSON: Bool

  package init(language: Language, isJSON: Bool = false) {
    self.language = language
    self.isJSON = isJSON
  }

  /// A line of the result.
  package func say(_ line: String) { write(line + "\n", to: STDOUT_FILENO) }

  /// A part of the result, as it is.
  package func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// A line of the result, in its language.
  package func say(_ text: LocalizedText) { say(text.text(in: language)) }

  /// A message beside the result.
  package func remark(_ french: String, _ english: String) {
    write((language == .french ? french : english) + "\n", to: STDERR_FILENO)
  }

  /// A message beside the result, in its language.
  package func remark(_ text: LocalizedText) { remark(text.text(in: .french), text.text(in: .english)) }

  /// A value as JSON, with the name and version of its format: `{"format": "vigie.situation/1", "value": …}`.
  package func json(_ format: String, _ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let bytes = try encoder.encode(Document(format: format, value: value))
    say(String(decoding: bytes, as: UTF8.self))
  }

  /// Says what is wrong on standard error, and ends the command with its status.
  package func fail(_ complaint: Complaint) -> ExitCode {
    write("vigie: " + complaint.text.text(in: language) + "\n", to: STDERR_FILENO)
    return ExitCode(complaint.status)
  }

  private func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return lost(file, errno) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// A result that did not arrive is no success. A reader that has had enough (`| head`) has gone of its own will.
  private func lost(_ file: Int32, _ code: Int32) {
    guard file == STDOUT_FILENO, code != EPIPE else { return }
    write("vigie: standard output: \(String(cString: strerror(code)))\n", to: STDERR_FILENO)
    Glibc.exit(74)
  }

  private struct Document<Value: Encodable>: Encodable {
    let format: String
    let value: Value
  }
}
