import Drawing

/// What a terminal shows of the bytes it was sent: as much of a VT100 and an xterm as full-screen programs use.
public struct VirtualScreen {
  /// How bytes are characters.
  public enum Encoding: Sendable { case utf8, latin9 }

  /// The kinds of control sequences that were met: `CSI H`, `CSI ?1049h`, `OSC 52`, `DCS`, `ESC =`. Numbers of colours
  /// and places are left out, those of modes are not.
  public private(set) var sequences: Set<String> = []
  private(set) var size: Size
  private var cells: [[Character?]]
  private var row = 0
  private var column = 0
  private var saved = (row: 0, column: 0)
  private var region: ClosedRange<Int>
  private var pending: [UInt8] = []
  private var isGraphic = false
  private var last: Character = " "
  private let encoding: Encoding

  public init(size: Size, encoding: Encoding = .utf8) {
    self.size = size
    self.encoding = encoding
    cells = Array(repeating: Array(repeating: " ", count: size.columns), count: size.rows)
    region = 0...max(0, size.rows - 1)
  }

  /// The text of each row, without the blanks at its end.
  public var rows: [String] {
    cells.map { row in String(String(row.compactMap { $0 }).reversed().drop { $0 == " " }.reversed()) }
  }

  public mutating func resize(_ size: Size) {
    var new = Array(repeating: Array<Character?>(repeating: " ", count: size.columns), count: size.rows)
    for row in 0..<min(size.rows, cells.count) {
      for column in 0..<min(size.columns, cells[row].count) { new[row][column] = cells[row][column] }
    }
    (cells, self.size) = (new, size)
    region = 0...max(0, size.rows - 1)
    (row, column) = (min(row, size.rows - 1), min(column, size.columns - 1))
  }

  public mutating func take(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let used = step(rest), used > 0 { rest = rest.dropFirst(used) }
    pending = Array(rest)
  }

  /// Takes one character or sequence, and answers how many bytes it was; `nil` when its end has not come.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(Array(bytes.prefix(100_000)))
    case 0x0D: column = 0
    case 0x0A: feed()
    case 0x08: column = max(0, min(column, size.columns) - 1)
    case 0x09: column = min(size.columns - 1, (column / 8 + 1) * 8)
    case 0x0E: isGraphic = true
    case 0x0F: isGraphic = false
    case 0x00..<0x20, 0x7F: sequences.insert("C0 \(first)")
    case 0x80... where encoding == .utf8:
      let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
      guard bytes.count >= length else { return nil }
      for character in String(decoding: bytes.prefix(length), as: UTF8.self) { put(character) }
      return length
    default:
      if (0x80...0x9F).contains(first) { sequences.insert("C1 \(first)") }
      put(first == 0xA4 && encoding == .latin9 ? "€" : Character(Unicode.Scalar(first)))
    }
    return 1
  }

  private mutating func escape(_ bytes: [UInt8]) -> Int? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["):
      guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
      control(String(decoding: bytes[2..<end], as: UTF8.self), Character(Unicode.Scalar(bytes[end])))
      return end + 1
    // The kernel's console: its own palette again. It has no end.
    case UInt8(ascii: "]") where bytes.count > 2 && bytes[2] == UInt8(ascii: "R"):
      sequences.insert("ESC ]R")
      return 3
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      let isOSC = bytes[1] == UInt8(ascii: "]")
      guard
        let end = bytes.indices.dropFirst(2).first(where: { index in
          isOSC && bytes[index] == 7
            || bytes[index] == 0x5C && bytes[index - 1] == 0x1B
              && (isOSC || index < 3 || bytes[index - 2] != 0x1B)
        })
      else { return nil }
      let number = String(decoding: bytes[2..<end].prefix { $0 != UInt8(ascii: ";") }.prefix(8), as: UTF8.self)
      sequences.insert(isOSC ? "OSC \(number)" : "DCS")
      return end + 1
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      guard bytes.count > 2 else { return nil }
      if bytes[1] == UInt8(ascii: "(") { isGraphic = bytes[2] == UInt8(ascii: "0") }
      sequences.insert("ESC \(Character(Unicode.Scalar(bytes[1])))")
      return 3
    case UInt8(ascii: "M"):
      if row == region.lowerBound { scroll(-1) } else { row = max(0, row - 1) }
    case UInt8(ascii: "D"): feed()
    case UInt8(ascii: "7"): saved = (row, column)
    case UInt8(ascii: "8"): (row, column) = saved
    default: break
    }
    sequences.insert("ESC \(Character(Unicode.Scalar(bytes[1])))")
    return 2
  }

  private mutating func control(_ text: String, _ final: Character) {
    let isPrivate = text.hasPrefix("?") || text.hasPrefix(">")
    sequences.insert(isPrivate || final == "h" || final == "l" ? "CSI \(text)\(final)" : "CSI \(final)")
    if final == "m" { noteColours(text) }
    guard !isPrivate else { return }
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(1, numbers.first ?? 1)
    switch final {
    case "H", "f":
      row = clamped(first - 1)
      column = min(size.columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case "A": row = clamped(row - first)
    case "B": row = clamped(row + first)
    case "C": column = min(size.columns - 1, column + first)
    case "D": column = max(0, min(column, size.columns - 1) - first)
    case "G": column = min(size.columns - 1, first - 1)
    case "d": row = clamped(first - 1)
    case "J", "K": erase(final, numbers.first ?? 0)
    case "X": blank(row, column..<min(size.columns, column + first))
    case "P":
      for _ in 0..<min(first, size.columns - column) {
        cells[row].remove(at: column)
        cells[row].append(" ")
      }
    case "@":
      for _ in 0..<min(first, size.columns - column) {
        cells[row].insert(" ", at: column)
        cells[row].removeLast()
      }
    case "L", "M":
      let whole = region
      region = min(row, whole.upperBound)...whole.upperBound
      scroll(final == "M" ? first : -first)
      region = whole
    case "S": scroll(first)
    case "T": scroll(-first)
    case "r":
      let bottom = numbers.count > 1 ? numbers[1] : size.rows
      region = clamped(first - 1)...max(clamped(first - 1), clamped(bottom - 1))
      (row, column) = (0, 0)
    case "b": for _ in 0..<first { put(last) }
    default: break
    }
  }

  private mutating func noteColours(_ text: String) {
    for number in text.split(separator: ";").compactMap({ Int($0) }) {
      switch number {
      case 30...37, 40...47: sequences.insert("colour 8")
      case 38, 48: sequences.insert("colour 256")
      case 90...97, 100...107: sequences.insert("colour 16")
      default: break
      }
    }
  }

  private func clamped(_ row: Int) -> Int { min(max(0, row), size.rows - 1) }

  private mutating func erase(_ what: Character, _ part: Int) {
    let line =
      part == 0
      ? min(column, size.columns)..<size.columns : part == 1 ? 0..<min(size.columns, column + 1) : 0..<size.columns
    if what == "K" { return blank(row, line) }
    if part != 2 { blank(row, line) }
    let others = part == 0 ? row + 1..<size.rows : part == 1 ? 0..<row : 0..<size.rows
    for row in others { blank(row, 0..<size.columns) }
  }

  private mutating func blank(_ row: Int, _ columns: Range<Int>) { for column in columns { cells[row][column] = " " } }

  private mutating func feed() {
    if row == region.upperBound { scroll(1) } else { row = clamped(row + 1) }
  }

  private mutating func scroll(_ lines: Int) {
    let empty = Array<Character?>(repeating: " ", count: size.columns)
    for _ in 0..<min(abs(lines), region.count) {
      cells.remove(at: lines > 0 ? region.lowerBound : region.upperBound)
      cells.insert(empty, at: lines > 0 ? region.upperBound : region.lowerBound)
    }
  }

  private mutating func put(_ character: Character) {
    let width = String(character).displayColumns
    if width == 0 || character.unicodeScalars.allSatisfy({ $0.properties.canonicalCombiningClass != .notReordered }) {
      let before = min(column, size.columns) - 1
      if before >= 0, let base = cells[row][before] { cells[row][before] = Character(String(base) + String(character)) }
      return
    }
    if column + width > size.columns {
      column = 0
      feed()
    }
    last = character
    cells[row][column] = isGraphic && character.isASCII ? "+" : character
    if width == 2 { cells[row][column + 1] = nil }
    column += width
  }
}
