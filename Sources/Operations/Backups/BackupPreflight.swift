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
    let figures = "\(ByteWords.text(needed)) / \(ByteWords.text(free))"
    if free < needed + needed / 10 {
      return .critical("Place insuffisante dans \(path) : \(figures)", "Not enough space in \(path): \(figures)")
    }
    return .fine("Place : \(figures) dans \(path)", "Space: \(figures) in \(path)")
  }
}
