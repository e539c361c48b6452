import Host

/// The lines of a file of any length, one after another, without its newline.
enum LineReader {
  static func read(_ path: String, _ body: (ArraySlice<UInt8>) -> Void) throws(StepFailure) {
    var pending: [UInt8] = []
    do throws(FileFault) {
      try FileSystem.readPieces(path) { piece in
        pending.append(contentsOf: piece)
        var start = pending.startIndex
        while let end = pending[start...].firstIndex(of: 0x0A) {
          body(pending[start..<end])
          start = end + 1
        }
        pending.removeSubrange(..<start)
        return !Task.isCancelled
      }
    } catch {
      throw StepFailure(error)
    }
    if !pending.isEmpty { body(pending[...]) }
  }
}
