/// Which change of the live state made a full backup, when no schedule and no person asked for it: a restore takes a safety copy
/// before it replaces anything, and a full after it; so does the undoing of one.
public struct BackupOrigin: Codable, Sendable, Hashable {
  /// What was done.
  public enum Kind: String, Codable, Sendable, Hashable {
    case restore, undo
  }

  public var kind: Kind
  /// When it was ordered.
  public var at: Timestamp

  /// What made a backup.
  public init(_ kind: Kind, at: Timestamp) {
    self.kind = kind
    self.at = at
  }

  /// What the request of the operation that makes it tells; `nil` for one that was to save and nothing else.
  public init?(_ request: OperationRequest, orderedAt: Timestamp) {
    switch request {
    case .restore, .restoreEverything, .restoreRows: self.init(.restore, at: orderedAt)
    case .revert: self.init(.undo, at: orderedAt)
    case .service, .backup, .restoreInto, .dropAside, .verify, .copy, .fetch, .drill, .reportBackups, .prune: return nil
    }
  }

  /// `after the restore of 14:02`; of a safety copy `safety copy before the restore of 14:02`.
  ///
  /// - Parameter time: the moment at which it was ordered, as the reader is told moments.
  public func words(isSafetyCopy: Bool, time: LocalizedText) -> LocalizedText {
    let french = kind == .restore ? "la restauration" : "le retour"
    let english = kind == .restore ? "restore" : "undo"
    return isSafetyCopy
      ? LocalizedText(
        french: "copie de sûreté avant \(french) de \(time.text(in: .french))",
        english: "safety copy before the \(english) of \(time.text(in: .english))")
      : LocalizedText(
        french: "après \(french) de \(time.text(in: .french))",
        english: "after the \(english) of \(time.text(in: .english))")
  }
}
