import Host
import Maintenance

/// How a dump or a file of the binary log is packed, as the plan says. Whatever wrote a file, its ending says what reads it.
enum Compression: Sendable, Hashable {
  case gzip, pigz, zstd

  /// The plan's.
  static func of(_ plan: Plan) -> Compression {
    switch plan.folders.compression {
    case .gzip: .gzip
    case .pigz: .pigz
    case .zstd: .zstd
    }
  }

  /// Of the copy of what a restore is about to replace: whoever waits for it wants the quickest that is here.
  ///
  /// - Parameter find: where a program is, by its name.
  static func ofSafetyCopy(_ plan: Plan, find: (String) -> String? = SafePath.find) -> Compression {
    find("zstd") == nil ? of(plan) : .zstd
  }

  /// By a file's name; what `pigz` writes is read by `gzip`.
  static func of(file: String) -> Compression { file.hasSuffix(".zst") ? .zstd : .gzip }

  var ending: String { self == .zstd ? ".zst" : ".gz" }

  /// What packs, and what reads.
  var programs: [String] {
    switch self {
    case .gzip: ["gzip"]
    case .pigz: ["pigz", "gzip"]
    case .zstd: ["zstd"]
    }
  }

  /// Packs its standard input, or a file, into a file or onto its standard output.
  ///
  /// - Parameter isHurried: whether time counts for more than room.
  func packing(_ source: String? = nil, into file: String? = nil, isHurried: Bool = false) -> Command {
    let level = isHurried ? ["-1"] : self == .zstd ? ["-3"] : []
    let (program, options) =
      switch self {
      case .gzip: ("gzip", ["-c"])
      case .pigz: ("pigz", ["-c"])
      case .zstd: ("zstd", ["-q", "-c"])
      }
    return Command(program, options + level, inputFile: source, outputFile: file, limitSeconds: 4 * 3600)
  }

  /// Unpacks a file, or its standard input, into another or onto its standard output.
  func unpacking(_ file: String? = nil, into target: String? = nil) -> Command {
    let files = file.map { [$0] } ?? []
    switch self {
    case .gzip, .pigz: return Command("gzip", ["-dc"] + files, outputFile: target, limitSeconds: 4 * 3600)
    case .zstd: return Command("zstd", ["-q", "-dc"] + files, outputFile: target, limitSeconds: 4 * 3600)
    }
  }
}
