import FoundationEssentials

/// The files that tests read.
enum TestFiles {
  static func read(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }
}
