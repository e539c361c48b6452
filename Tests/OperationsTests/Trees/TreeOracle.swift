import Host
import TestSupport
import Testing

/// What a tree is, by the programs of the system: find(1), getfacl(1), getfattr(1), sha256sum(1). Shares nothing with what it judges.
enum TreeOracle {
  private static let script = #"""
    cd "$1"; export LC_ALL=C
    # What is kept within a volume is not part of the tree.
    all() { find . -name '.vigie-before-*' -prune -o "$@"; }
    all ! -type s ! -type d -printf '%y %m %U %G %T@ %n %l %p\0' | sort -z
    all -type d -printf '%y %m %U %G %T@ %p\0' | sort -z
    all -type f -printf '%s %p\0' | sort -z
    all \( -type b -o -type c \) -print0 | sort -z | xargs -0 -r stat --printf='%t %T %n\0' --
    all ! -type s ! -type l -print0 | sort -z | xargs -0 -r getfacl -Pn --
    all ! -type s -print0 | sort -z | xargs -0 -r getfattr -hd -m- -e hex --
    all -type f -print0 | sort -z | xargs -0 -r sha256sum --zero --
    """#

  /// Every fact of a tree as lines; the names that one thing has together stand in one of them.
  static func state(_ root: String, in application: Application) async throws -> [String] {
    let runner = application.host.commands
    let result = try await runner.run(
      Command("bash", ["-c", script, "oracle", root], limitSeconds: 120, captureLimit: 64 << 20))
    #expect(result.isSuccess && !result.isTruncated, "\(result.errorText)")
    let links = try await runner.run(
      Command(
        "find",
        [root, "-name", ".vigie-before-*", "-prune", "-o", "!", "-type", "d", "-links", "+1", "-printf", #"%i %P\0"#],
        captureLimit: 64 << 20))
    var groups: [String: [String]] = [:]
    for line in links.output.split(separator: 0) {
      let parts = line.split(separator: 0x20, maxSplits: 1)
      groups[text(parts[0]), default: []].append(text(parts[1]))
    }
    let facts = result.output.split(whereSeparator: { $0 == 0 || $0 == 0x0A }).map { text($0) }
    return facts + groups.values.map { "one: " + $0.sorted().joined(separator: " = ") }.sorted()
  }

  /// The blocks that a tree takes on the disk, in KiB.
  static func kibibytes(_ root: String, in application: Application) async throws -> Int {
    let result = try await application.host.commands.run(Command("du", ["-sk", root]))
    return Int(result.text.prefix { $0.isNumber }) ?? 0
  }

  /// Bytes that are no text stay apart from each other.
  private static func text(_ bytes: some Collection<UInt8>) -> String {
    bytes.map { $0 < 0x20 || $0 > 0x7E ? "\\x" + String($0, radix: 16) : String(UnicodeScalar($0)) }.joined()
  }

  /// What differs, for a message.
  static func difference(_ one: [String], _ other: [String]) -> String {
    let (lost, found) = (Set(one).subtracting(other), Set(other).subtracting(one))
    return "lost: \(lost.sorted().prefix(8)) found: \(found.sorted().prefix(8))"
  }
}
