import Maintenance

/// `SHA256SUMS`: what `sha256sum -c` reads.
///
///     2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  files.tar.gz
enum ChecksumList {
  static let name = "SHA256SUMS"

  static func text(_ artefacts: [BackupArtefact]) -> String {
    artefacts.map { "\($0.sha256)  \($0.name)\n" }.joined()
  }

  /// Digest by name; `nil` when a line is not of that form.
  static func parse(_ text: String) -> [String: String]? {
    var digests: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let digest = line.prefix(64)
      guard digest.utf8.count == 64, digest.allSatisfy(\.isHexDigit), line.dropFirst(64).hasPrefix("  ") else {
        return nil
      }
      digests[String(line.dropFirst(66))] = String(digest)
    }
    return digests
  }
}
