import Host

/// Which services ran before an operation stopped them, kept in its folder: written before the first is stopped, so
/// that a worker that dies while it stops them is resumed by one that knows.
enum PausedServices {
  private static func path(_ context: StepContext) -> String {
    context.state.operation(context.operation) + "/paused"
  }

  /// Writes down the names, unless that was done by an earlier run; answers the ones that count.
  static func remember(_ names: [String], _ context: StepContext) throws(StepFailure) -> [String] {
    if let earlier = recall(context) { return earlier }
    do throws(FileFault) {
      try FileSystem.writeAtomically(path(context), Array(names.map { $0 + "\n" }.joined().utf8))
      return names
    } catch {
      throw StepFailure(error)
    }
  }

  /// The names; `nil` when nothing was stopped yet.
  static func recall(_ context: StepContext) -> [String]? {
    (try? FileSystem.read(path(context))).map { text in
      String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }
}
