import Maintenance

/// Why a moment cannot be found in the binary log: a commit whose stamp does not tell on which side of it it lies.
struct UnclearMoment: Sendable, Hashable {
  /// `mysql-bin.000012:4711`.
  var place: String
  /// What it is stamped with.
  var stamp: Timestamp
  /// The nearest moments that are clear.
  var earlier, later: Timestamp?

  /// The nearest moments as an option is typed; the stamp by the plan's clocks.
  func text(_ plan: Plan) -> LocalizedText {
    let stamped = plan.exact(stamp)
    let french = [earlier.map { "--to \(plan.option($0))" }, later.map { "--to \(plan.option($0))" }].compactMap { $0 }
      .joined(separator: " ou ")
    let english = [earlier.map { "--to \(plan.option($0))" }, later.map { "--to \(plan.option($0))" }].compactMap { $0 }
      .joined(separator: " or ")
    return LocalizedText(
      french:
        "\(place), daté du \(stamped.text(in: .french)), peut avoir été écrit avant ou après l’instant voulu : son heure a été fixée (SET TIMESTAMP), ou l’horloge a reculé"
        + (french.isEmpty ? "" : " ; au plus près : \(french)"),
      english:
        "\(place), stamped \(stamped.text(in: .english)), may have been written before or after the moment that is wanted: its time was set (SET TIMESTAMP), or the clock went back"
        + (english.isEmpty ? "" : "; nearest: \(english)"))
  }
}
