/// A colour, as a theme names it.
public enum Colour: Hashable, Sendable, Codable {
  /// The terminal's own foreground or background.
  case own
  /// One of the sixteen that the terminal's palette defines: 0 to 7, and 8 to 15 for their bright relatives.
  case basic(UInt8)
  /// One of the 256.
  case indexed(UInt8)

  private static let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

  /// The colour of that name: `default`, `red`, `bright-red`, `208` or `#ff8700`, of which the nearest of the 256
  /// is taken. `nil` if it is none of these.
  public init?(name: String) {
    let lower = name.lowercased()
    if lower == "default" {
      self = .own
    } else if let index = Colour.names.firstIndex(of: lower) {
      self = .basic(UInt8(index))
    } else if lower.hasPrefix("bright-"), let index = Colour.names.firstIndex(of: String(lower.dropFirst(7))) {
      self = .basic(UInt8(index + 8))
    } else if let number = UInt8(lower) {
      self = .indexed(number)
    } else if lower.hasPrefix("#"), lower.utf8.count == 7, !lower.contains("+"),
      let value = UInt32(lower.dropFirst(), radix: 16)
    {
      self = .indexed(Colour.nearest(Int(value >> 16), Int(value >> 8 & 0xFF), Int(value & 0xFF)))
    } else {
      return nil
    }
  }

  /// The name by which a theme file would give it.
  public var name: String {
    switch self {
    case .own: "default"
    case .basic(let index): (index < 8 ? "" : "bright-") + Colour.names[Int(index % 8)]
    case .indexed(let index): String(index)
    }
  }

  /// The index that a terminal with that many colours is given; -1 for its own, or where it has none.
  public func index(in depth: ColourDepth) -> Int16 {
    switch (self, depth) {
    case (.own, _), (_, .mono): -1
    case (.basic(let index), .eight): Int16(index % 8)
    case (.basic(let index), _): Int16(index)
    case (.indexed(let index), .full): Int16(index)
    case (.indexed(let index), .sixteen): Int16(Colour.nearestBasic(index, of: 16))
    case (.indexed(let index), .eight): Int16(Colour.nearestBasic(index, of: 8))
    }
  }

  /// Whether the depth shows exactly this colour and no stand-in.
  func isExact(in depth: ColourDepth) -> Bool {
    switch self {
    case .own: true
    case .basic(let index): depth == .full || depth == .sixteen || depth == .eight && index < 8
    case .indexed: depth == .full
    }
  }

  private static let steps = [0, 95, 135, 175, 215, 255]

  /// Of the cube (16 to 231) and the greys (232 to 255), the nearest.
  private static func nearest(_ red: Int, _ green: Int, _ blue: Int) -> UInt8 {
    let near = (UInt8(16)...255).min { left, right in
      distance(rgb(left), (red, green, blue)) < distance(rgb(right), (red, green, blue))
    }
    return near ?? 15
  }

  private static func nearestBasic(_ index: UInt8, of count: UInt8) -> UInt8 {
    if index < 16 { return index % count }
    return (0..<count).min { distance(rgb($0), rgb(index)) < distance(rgb($1), rgb(index)) } ?? 7
  }

  private static func distance(_ one: (Int, Int, Int), _ other: (Int, Int, Int)) -> Int {
    let (red, green, blue) = (one.0 - other.0, one.1 - other.1, one.2 - other.2)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }

  /// What xterm shows for an index.
  static func rgb(_ index: UInt8) -> (Int, Int, Int) {
    let index = Int(index)
    if index >= 232 { return (8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10) }
    if index >= 16 { return (steps[(index - 16) / 36], steps[(index - 16) / 6 % 6], steps[(index - 16) % 6]) }
    if index == 7 { return (229, 229, 229) }
    if index == 8 { return (127, 127, 127) }
    let level = index < 8 ? 205 : 255
    return (index & 1 != 0 ? level : 0, index & 2 != 0 ? level : 0, index & 4 != 0 ? level : 0)
  }
}
