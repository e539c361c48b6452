import Drawing
import Maintenance

extension Model {
  /// For how many minutes a dashboard that was started read-only can be left so.
  static let unlockedMinutes = 10

  /// Enters read-only mode, or leaves it; for some minutes, where the person asked for it at the start.
  mutating func toggleReadOnly() -> [Effect] {
    isReadOnly.toggle()
    locksAt = startsReadOnly && !isReadOnly ? now.adding(seconds: Double(Model.unlockedMinutes) * 60) : nil
    guard locksAt != nil else {
      tell(wording(isReadOnly ? .readOnlyOn : .readOnlyOff))
      return []
    }
    let minutes = wording.count(Model.unlockedMinutes, Phrase("minute", "minute"), Phrase("minutes", "minutes"))
    tell(wording(.readOnlyOff) + " " + wording.pick("Elle revient dans \(minutes).", "It is back in \(minutes)."))
    return []
  }

  /// Goes back to read-only mode when its time has come. A clock that was set back does not prolong it.
  mutating func lockInTime() {
    guard let at = locksAt else { return }
    let longest = now.adding(seconds: Double(Model.unlockedMinutes) * 60)
    locksAt = min(at, longest)
    guard at <= now else { return }
    isReadOnly = true
    locksAt = nil
    tell(wording(.readOnlyOn))
  }
}
