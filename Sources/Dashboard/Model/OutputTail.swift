/// The last lines that an operation has said, stripped of what only a terminal understands.
struct OutputTail: Sendable, Equatable {
  /// How many lines are kept.
  static let limit = 2000
  /// No line is kept longer than this many characters.
  static let widest = 500

  /// Whole lines, oldest first.
  private(set) var lines: [String] = []
  /// The line that is still being written; empty when the last one has ended.
  private(set) var open = ""
  /// How many lines were dropped from the front.
  private(set) var dropped = 0

  /// Everything that is kept, the unfinished line last.
  var shown: [String] { open.isEmpty ? lines : lines + [OutputTail.plain(open)] }

  /// How many lines there were in all, dropped ones too.
  var total: Int { dropped + lines.count + (open.isEmpty ? 0 : 1) }

  /// Takes in the next part, cut anywhere.
  mutating func append(_ text: String) {
    open += text
    guard open.utf8.contains(10) else {
      if open.utf8.count > 64_000 { open = String(open.suffix(OutputTail.widest)) }
      return
    }
    // By bytes: as characters, a carriage return and a line feed are one.
    var parts = open.utf8.split(separator: 10, omittingEmptySubsequences: false).map { String(Substring($0)) }
    open = parts.removeLast()
    lines += parts.map(OutputTail.plain)
    if lines.count > OutputTail.limit {
      dropped += lines.count - OutputTail.limit
      lines.removeFirst(lines.count - OutputTail.limit)
    }
  }

  /// A line without escape sequences, and only what follows its last carriage return, as a terminal would leave it.
  static func plain(_ line: String) -> String {
    var kept = String.UnicodeScalarView()
    var scalars = line.unicodeScalars.makeIterator()
    var held: Unicode.Scalar?
    var count = 0
    while let scalar = held ?? scalars.next() {
      held = nil
      switch scalar {
      case "\u{1B}":
        held = skipSequence(&scalars)
      case "\r":
        held = scalars.next()
        if held != nil {
          kept = String.UnicodeScalarView()
          count = 0
        }
      case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}": continue
      default:
        if count < widest { kept.append(scalar) }
        count += 1
      }
    }
    return String(kept)
  }

  /// Skips what follows an escape character; returns the scalar after it when that was read already.
  private static func skipSequence(_ scalars: inout String.UnicodeScalarView.Iterator) -> Unicode.Scalar? {
    guard let kind = scalars.next() else { return nil }
    switch kind {
    case "[":
      while let scalar = scalars.next(), !("@"..."~").contains(scalar) {}
    case "]", "P", "_", "^", "X":
      while let scalar = scalars.next(), scalar != "\u{7}" {
        if scalar == "\u{1B}" {
          _ = scalars.next()
          return nil
        }
      }
    case " "..."/":
      _ = scalars.next()
    default: break
    }
    return nil
  }
}
