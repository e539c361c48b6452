import CNcurses
import Drawing

/// Makes keys of what ncurses reads: puts the bytes of characters together, tells Escape from Alt, and swallows
/// sequences that mean nothing here, lest their letters be taken for keys.
struct KeyReader {
  /// The bytes of a character whose end has not arrived yet.
  private var partial: [UInt8] = []
  /// What followed an Escape and is a key of its own; it is read next.
  private var pending: Int?
  /// Whether the last thing read was that nothing is left.
  private var hasSeenTheEnd = false
  /// How many keys are read before the first of them is answered.
  private static let atOnce = 256
  private let isUTF8: Bool
  /// Where the next byte or key comes from: a value below 0x100, a `VIGIE_KEY_`, or none.
  private let source: () -> Int

  init(isUTF8: Bool, next: @escaping () -> Int = { Int(vigie_screen_key()) }) {
    self.isUTF8 = isUTF8
    source = next
  }

  /// Whether the last reading stopped before everything was read: what is left may lie where no poll sees it.
  private(set) var mayHoldMore = false

  /// The keys that have been typed and not yet been read, up to and with the first Escape.
  ///
  /// Each Escape is waited for, lest it be the beginning of something longer. Who read on to the last of many would
  /// keep the screen waiting for all of them, and for ever where they come faster than that: a key that is held down.
  mutating func keys() -> [Key] {
    var keys: [Key] = []
    mayHoldMore = false
    while let key = read() {
      if let key { keys.append(key) }
      if key == .escape || keys.count == KeyReader.atOnce {
        mayHoldMore = !hasSeenTheEnd
        break
      }
    }
    return keys
  }

  /// Forgets what has arrived only in part.
  mutating func reset() {
    partial = []
    pending = nil
    mayHoldMore = false
  }

  private mutating func next() -> Int {
    defer { pending = nil }
    let code = pending ?? source()
    hasSeenTheEnd = code == VIGIE_KEY_NONE
    return code
  }

  /// `nil` when nothing more has been typed; `.some(nil)` for what was typed and is no key.
  private mutating func read() -> Key?? {
    let code = next()
    if code == VIGIE_KEY_NONE { return nil }
    if code >= 0x100 { return .some(KeyReader.special(code)) }
    let byte = UInt8(truncatingIfNeeded: code)
    if byte == 0x1B {
      partial = []
      return .some(afterEscape())
    }
    return .some(character(byte).map { .character($0) } ?? KeyReader.control(byte))
  }

  private mutating func afterEscape() -> Key? {
    let code = next()
    if code == VIGIE_KEY_NONE { return .escape }
    if code >= 0x100 { return KeyReader.special(code) }
    let byte = UInt8(truncatingIfNeeded: code)
    switch byte {
    case 0x1B, 0x00..<0x20, 0x7F:
      // Two keys, typed faster than the line brings them.
      pending = code
      return .escape
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      return swallow(until: 0x40...0x7E, first: byte)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      return swallow(until: 0x07...0x07, first: byte)
    default: break
    }
    var lead = byte
    while true {
      if let character = character(lead) { return .alt(character) }
      guard !partial.isEmpty else { return nil }
      let more = next()
      guard more >= 0, more < 0x100 else { return nil }
      lead = UInt8(truncatingIfNeeded: more)
    }
  }

  /// Takes away the rest of a sequence; if there is none, it was Alt with the sequence's first character.
  private mutating func swallow(until end: ClosedRange<UInt8>, first: UInt8) -> Key? {
    var taken = 0
    while true {
      let code = next()
      if code < 0 || code >= 0x100 {
        return taken == 0 ? .alt(Character(Unicode.Scalar(first))) : nil
      }
      taken += 1
      let byte = UInt8(truncatingIfNeeded: code)
      if end.contains(byte) { return nil }
      if byte == 0x1B {
        // A string ends with Escape and a backslash.
        _ = next()
        return nil
      }
    }
  }

  /// The printable character that ends with `byte`; `nil` if it is not over yet, or a control character.
  private mutating func character(_ byte: UInt8) -> Character? {
    if byte < 0x80 {
      partial = []
      return byte >= 0x20 && byte < 0x7F ? Character(Unicode.Scalar(byte)) : nil
    }
    guard isUTF8 else {
      let scalar = Unicode.Scalar(vigie_character_of_byte(byte))
      return scalar.flatMap { $0.value >= 0xA0 ? Character($0) : nil }
    }
    if byte >= 0xC0 { partial = [] }
    partial.append(byte)
    guard let lead = partial.first, lead >= 0xC2, lead < 0xF5 else {
      partial = []
      return nil
    }
    let length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2)
    guard partial.count == length else { return nil }
    let bytes = partial
    partial = []
    guard let text = String(validating: bytes, as: UTF8.self), let character = text.first else { return nil }
    let isPrintable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    return isPrintable ? character : nil
  }

  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x09: .tab
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x00...0x1F: .control(Character(Unicode.Scalar(byte + 0x40)))
    default: nil
    }
  }

  private static let specials: [Int: Key] = [
    VIGIE_KEY_UP: .up, VIGIE_KEY_DOWN: .down,
    VIGIE_KEY_LEFT: .left, VIGIE_KEY_RIGHT: .right,
    VIGIE_KEY_HOME: .home, VIGIE_KEY_END: .end,
    VIGIE_KEY_PAGE_UP: .pageUp, VIGIE_KEY_PAGE_DOWN: .pageDown,
    VIGIE_KEY_INSERT: .insert, VIGIE_KEY_DELETE: .delete,
    VIGIE_KEY_BACKSPACE: .backspace, VIGIE_KEY_BACKTAB: .backTab,
    VIGIE_KEY_ENTER: .enter,
  ]

  private static func special(_ code: Int) -> Key? {
    let function = code - VIGIE_KEY_F0
    if (1...24).contains(function) { return .function(function) }
    return specials[code]
  }
}
