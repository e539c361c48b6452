import Glibc

/// A value behind a lock, with a bell: threads wait until the value is as they want it, or until a time limit passes.
///
/// `@unchecked`: every way to the value goes through the lock.
final class Monitor<Value>: @unchecked Sendable {
  private var value: Value
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let bell = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ value: Value) {
    self.value = value
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // Time limits must not move when the wall clock is set.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(bell, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(bell)
    pthread_mutex_destroy(mutex)
    bell.deallocate()
    mutex.deallocate()
  }

  /// Reads or changes the value.
  func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&value)
  }

  /// Wakes every thread that waits.
  func signal() { pthread_cond_broadcast(bell) }

  /// Waits until the value is as wanted; `false` when it is not after so many seconds.
  func wait(seconds: Double, until isReady: (Value) -> Bool) -> Bool {
    let end = monotonicSeconds() + seconds
    var limit = timespec(tv_sec: Int(end), tv_nsec: Int((end - end.rounded(.down)) * 1_000_000_000))
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isReady(value) {
      if pthread_cond_timedwait(bell, mutex, &limit) == ETIMEDOUT { return isReady(value) }
    }
    return true
  }

  /// Waits until `body` finds something, however long it takes.
  func waitForValue<Found>(_ body: (inout Value) -> Found?) -> Found {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let found = body(&value) { return found }
      pthread_cond_wait(bell, mutex)
    }
  }
}
