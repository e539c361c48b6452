import Maintenance

/// Clock ticks that a processor has spent in each state since boot, as `/proc/stat` counts them: guest time is
/// included in `user`, guest nice time in `nice`.
struct CPUCounters: Sendable, Equatable {
  var user: UInt64 = 0
  var nice: UInt64 = 0
  var system: UInt64 = 0
  var idle: UInt64 = 0
  var iowait: UInt64 = 0
  var irq: UInt64 = 0
  var softirq: UInt64 = 0
  var steal: UInt64 = 0
  var guest: UInt64 = 0
  var guestNice: UInt64 = 0

  /// The usage between an earlier count and this one; everything 0 when no tick has passed.
  ///
  /// A counter that went back (`iowait` may, and all do when a processor was taken offline) counts as 0.
  func usage(since earlier: CPUCounters) -> CPUUsage {
    let user = growth(earlier.user, user)
    let nice = growth(earlier.nice, nice)
    let guest = min(growth(earlier.guest, guest), user)
    let guestNice = min(growth(earlier.guestNice, guestNice), nice)
    let others = (
      system: growth(earlier.system, system), idle: growth(earlier.idle, idle), iowait: growth(earlier.iowait, iowait),
      irq: growth(earlier.irq, irq), softirq: growth(earlier.softirq, softirq), steal: growth(earlier.steal, steal)
    )
    let total = [
      user, nice, others.system, others.idle, others.iowait, others.irq, others.softirq, others.steal,
    ].reduce(0) { $0 + Double($1) }
    func percent(_ part: UInt64) -> Double { total == 0 ? 0 : 100 * Double(part) / total }
    return CPUUsage(
      user: percent(user - guest), nice: percent(nice - guestNice), system: percent(others.system),
      idle: percent(others.idle), iowait: percent(others.iowait), irq: percent(others.irq),
      softirq: percent(others.softirq), steal: percent(others.steal), guest: percent(guest),
      guestNice: percent(guestNice))
  }
}

/// How much a counter grew; 0 when it went back.
func growth(_ earlier: UInt64, _ later: UInt64) -> UInt64 { later > earlier ? later - earlier : 0 }
