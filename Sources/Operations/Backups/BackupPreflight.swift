import Host
import Maintenance

/// What must hold before a backup or a restore.
enum BackupPreflight {
  /// Whether the tools are on this host.
  static func tools(_ names: [String]) -> [Preflight] {
    let missing = names.filter { SafePath.find($0) == nil }
    guard !missing.isEmpty else {
      return [present(names)]
    }
    return missing.map { .critical("\($0) est introuvable", "\($0) is not on this host") }
  }

  /// Says that programs are there, each once.
  static func present(_ names: [String]) -> Preflight {
    var seen: Set<String> = []
    let tools = names.filter { seen.insert($0).inserted }
    let list = tools.joined(separator: ", ")
    var line = Preflight.fine("Outils présents : \(list)", "Tools present: \(list)")
    line.tools = tools
    return line
  }

  /// Whether there is room enough; 10 % more than needed, so that the disk is not filled to the last block.
  static func space(needed: UInt64, at path: String) -> Preflight {
    guard let free = FileSystem.freeBytes(path) else {
      return .critical("Place libre inconnue : \(path)", "Free space unknown: \(path)")
    }
    let figures: [LocalizedText] = [ByteWords.text(needed), ByteWords.text(free)]
    let french = figures.map { $0.text(in: .french) }
    let english = figures.map { $0.text(in: .english) }
    if free < needed + needed / 10 {
      return .critical(
        "Place insuffisante dans \(path) : il faut \(french[0]), il y a \(french[1])",
        "Not enough space in \(path): \(english[0]) needed, \(english[1]) free")
    }
    return .fine(
      "Place : il faut \(french[0]), il y a \(french[1]) dans \(path)",
      "Space: \(english[0]) needed, \(english[1]) free in \(path)")
  }
}
