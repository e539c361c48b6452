/// What a store holds of a leg, as it was when the store was last looked at.
public struct StoreCopies: Codable, Sendable, Equatable {
  /// The store's name in the plan.
  public var store: String
  /// How many of the backups that are here it has, and how many are here.
  public var copied, present: Int
  /// When the newest that it has was taken.
  public var newestAt: Timestamp?
  /// When it was looked at; `nil` when it never was.
  public var checkedAt: Timestamp?

  /// What a store holds.
  public init(store: String, copied: Int, present: Int, newestAt: Timestamp?, checkedAt: Timestamp?) {
    self.store = store
    self.copied = copied
    self.present = present
    self.newestAt = newestAt
    self.checkedAt = checkedAt
  }
}
