import Host

/// A clock whose every reading touches a fuse.
struct FusedClock: HostClock {
  let clock: any HostClock
  let fuse: Fuse

  func wallMilliseconds() -> Int64 {
    fuse.touch()
    return clock.wallMilliseconds()
  }

  func bootSeconds() -> Double { clock.bootSeconds() }
}
