import Drawing
import Maintenance

extension Model {
  /// The log that the screen shows: the selected one.
  var shownLog: LogStatus? {
    guard screen == .logs, let situation, let row = selected(.logs) else { return nil }
    return situation.logs[row]
  }

  /// Whether the log is in sight, so that asking for its end is worth it.
  private var isLogInSight: Bool { screen == .logs && isLive && !layers.contains(where: \.isFullScreen) }

  /// When the end of the log is to be asked for again; `nil` while it is not in sight or not followed.
  var nextLogAsk: Timestamp? {
    isLogInSight && logTail.isFollowing && !logTail.isAsking ? logTail.askAt : nil
  }

  /// Asks for the log that is in sight, when it is another one or when its time has come.
  mutating func readLog() -> [Effect] {
    guard isLogInSight, let name = shownLog?.name else { return [] }
    if logTail.name != name {
      logTail = LogReading(name)
      selection[.logTail] = nil
      setFilter(nil, of: .logTail)
      return askForLogEnd()
    }
    guard logTail.isFollowing, !logTail.isAsking else { return [] }
    guard let at = logTail.askAt else { return askForLogEnd() }
    return at <= now || at > now.adding(seconds: 2 * LogReading.pauseSeconds) ? askForLogEnd() : []
  }

  private mutating func askForLogEnd() -> [Effect] {
    guard let name = logTail.name, !logTail.isAsking else { return [] }
    logTail.isAsking = true
    logTail.askAt = nil
    return [.ask(.log(LogRequest(name: name, knownEnd: logTail.end, limit: LogReading.page)))]
  }

  /// A part of the log has come. Who has scrolled back keeps the entry in hand.
  mutating func take(_ page: LogPage, of request: LogRequest) -> [Effect] {
    guard logTail.name == page.name else { return [] }
    let held = selected(.logTail).map { logTail.groups[$0].newest }
    logTail.isAsking = false
    if request.before == nil { logTail.take(newest: page) } else { logTail.take(older: page) }
    logTail.askAt = now.adding(seconds: LogReading.pauseSeconds)
    if logTail.isFollowing {
      selection[.logTail] = max(0, logTail.groups.count - 1)
    } else if let held {
      let place = logTail.groups.firstIndex { $0.newest.offset >= held.offset }
      selection[.logTail] = place ?? max(0, logTail.groups.count - 1)
    }
    guard request.before != nil, !logTail.sought.isEmpty else { return [] }
    let levels = logTail.sought
    logTail.sought = []
    refilter(.logTail)
    return goToEntry(of: levels, step: -1)
  }

  /// The log cannot be read.
  mutating func take(logRefusal why: LocalizedText, of request: LogRequest) {
    guard logTail.name == request.name else { return }
    logTail.isAsking = false
    logTail.sought = []
    logTail.fault = why
    logTail.askAt = now.adding(seconds: LogReading.pauseSeconds)
  }

  /// Scrolling up pauses, the last row follows again; the first row asks for what stands before it.
  mutating func followLog(movedTo target: Int, last: Int) -> [Effect] {
    logTail.isFollowing = target == last
    return target == 0 && logTail.hasOlder ? askForOlderEntries(LogReading.page) : []
  }

  private mutating func askForOlderEntries(_ limit: Int) -> [Effect] {
    guard !logTail.isAsking, isLive, let name = logTail.name else { return [] }
    logTail.isAsking = true
    return [.ask(.log(LogRequest(name: name, before: logTail.start, limit: limit)))]
  }

  /// To the end of the log, and on with it.
  mutating func followLogAgain() -> [Effect] {
    setFocus(.logTail)
    logTail.isFollowing = true
    selection[.logTail] = max(0, logTail.groups.count - 1)
    return isLive ? askForLogEnd() : []
  }

  /// To the next entry of one of these levels, or the one before. Before the oldest that was read, older parts are looked
  /// through; behind the last there is none.
  mutating func goToEntry(of levels: Set<LogLevel>, step: Int) -> [Effect] {
    setFocus(.logTail)
    let groups = logTail.groups
    let shown = rows(of: .logTail) ?? Array(groups.indices)
    let hits = shown.filter { groups[$0].newest.level.map(levels.contains) ?? false }
    let present = selected(.logTail) ?? 0
    if let next = step > 0 ? hits.first(where: { $0 > present }) : hits.last(where: { $0 < present }) {
      selection[.logTail] = next
      return followLog(movedTo: next, last: shown.last ?? next)
    }
    if step < 0, logTail.hasOlder, isLive {
      logTail.isFollowing = false
      logTail.sought = levels
      return askForOlderEntries(1000)
    }
    // There is one, but on the other side.
    let back = (step > 0 ? "previous-" : "next-") + (levels.contains(.error) ? "error" : "warning")
    let other = hits.contains { $0 != present } ? key(of: back).map { " · \($0)" } ?? "" : ""
    tell(
      (step > 0
        ? wording.pick("aucune après celle-ci", "none after this one") : wording.pick("aucune avant", "none before"))
        + (other.isEmpty
          ? ""
          : other + " "
            + (step > 0
              ? wording.pick("celle d’avant", "the one before") : wording.pick("celle d’après", "the one after"))),
      .open)
    return []
  }
}
