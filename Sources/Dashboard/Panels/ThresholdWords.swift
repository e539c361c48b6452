import Drawing
import Maintenance

/// The clocks of a resource in words.
struct ThresholdWords {
  let resource: ResourceStatus
  let model: Model

  private var wording: Wording { model.wording }

  /// The clock that has most to say: one that fires before one that runs, critical before alert.
  var clock: ClockStatus {
    let clocks = [resource.critical, resource.alert]
    return clocks.first { $0.state == .firing } ?? clocks.first { $0.state == .pending } ?? resource.alert
  }

  /// In nine cells: `▲38/60mn` while the clock runs, quiet whatever it will fire, `▲ 2 h` once it does, `0/60mn` under the
  /// limit.
  func brief(_ glyphs: Glyphs) -> (text: String, style: Style) {
    let clock = clock
    let sign = clock.isHeld ? glyphs.mark(.unknown) : glyphs.mark(clock.severity.mark)
    switch clock.state {
    case .firing:
      let age = clock.since.map { wording.age(since: $0, now: model.now) } ?? wording.percent(clock.threshold.percent)
      return ("\(sign)\(age)", clock.severity.style)
    case .pending: return ("\(clock.isHeld ? sign : glyphs.mark(.warning))\(progress(clock))", .plain)
    case .inactive:
      if resource.usedPercent.fresh == nil { return (glyphs.mark(.unknown) + progress(clock), .dim) }
      return (clock.threshold.forSeconds > 0 ? progress(clock) : "< " + wording.percent(clock.threshold.percent), .dim)
    }
  }

  /// `38/60mn`, in seconds when the time is short.
  private func progress(_ clock: ClockStatus) -> String {
    let whole = clock.threshold.forSeconds
    guard whole > 0 else { return "> " + wording.percent(clock.threshold.percent) }
    if whole < 120 { return "\(Int(min(clock.overSeconds, whole)))/\(Int(whole))s" }
    return "\(Int(min(clock.overSeconds, whole) / 60))/\(Int(whole / 60))\(wording.pick("mn", "m"))"
  }

  /// Why a clock has not fired though the last hour was above its limit at times: the limit holds for longer at a
  /// stretch. `nil` where that says nothing.
  func whyNot(_ clock: ClockStatus) -> String? {
    guard clock.state == .inactive, clock.threshold.forSeconds >= 120 else { return nil }
    let above = resource.lastHour.map { ($0 ?? 0) > clock.threshold.percent }
    let minutes = above.count { $0 }
    guard minutes > 0 else { return nil }
    var (run, longest) = (0, 0)
    for isAbove in above {
      run = isAbove ? run + 1 : 0
      longest = max(longest, run)
    }
    guard Double(longest) * 60 < clock.threshold.forSeconds else { return nil }
    let whole = wording.duration(clock.threshold.forSeconds)
    let times = (wording.age(Double(minutes) * 60), wording.age(Double(longest) * 60))
    return wording.pick(
      "au-dessus \(times.0) dans l’heure, \(times.1) d’affilée au plus\u{A0}: il en faut \(whole)",
      "above for \(times.0) of the hour, \(times.1) at a stretch at most: it takes \(whole)")
  }

  /// The whole story of one clock: how long over, when it fires, why it has not.
  func sentence(_ clock: ClockStatus) -> (text: String, style: Style) {
    let limit = wording.threshold(clock.threshold)
    let over = wording.duration((clock.overSeconds / 60).rounded(.down) * 60)
    let held = clock.isHeld ? wording.pick(", suspendu : rien n’est lu", ", held: nothing can be read") : ""
    switch clock.state {
    case .firing:
      let since = clock.since.map { " " + wording.since($0, now: model.now) } ?? ""
      return (wording.pick("franchi\(since) (\(limit))", "firing\(since) (\(limit))") + held, clock.severity.style)
    case .pending:
      let left = wording.age(clock.remainingSeconds ?? 0)
      let time = clock.overSeconds < 60 ? "<1\u{A0}min" : over
      return (
        wording.pick(
          "au-dessus depuis \(time), \(wording.severity(clock.severity)) dans \(left)",
          "above for \(time), fires in \(left)")
          + held,
        .plain
      )
    case .inactive:
      // What cannot be read is not under its limit.
      if case .unavailable(let why) = resource.usedPercent {
        let detail = why.kind == .notConfigured ? "" : " · " + why.detail
        return (wording.unavailable(why.kind) + detail, .dim)
      }
      if resource.usedPercent.fresh == nil {
        return (wording(resource.usedPercent == .pending ? .pending : .old), .dim)
      }
      return (wording.pick("sous le seuil (\(limit))", "under the limit (\(limit))") + held, .dim)
    }
  }
}
