import Maintenance

extension Reading {
  /// Why there is no value, in a word: that the first reading is still to come, or what keeps it from being read.
  func absence(_ wording: Wording) -> String? {
    switch self {
    case .known, .stale: nil
    case .pending: wording(.pending)
    case .unavailable(let why): wording.unavailable(why.kind)
    }
  }

  /// Since when the value is old; `nil` when it is fresh or there is none.
  var staleSince: Timestamp? { if case .stale(_, let since) = self { since } else { nil } }

  /// `ancien depuis 7 min`; `nil` when the value is fresh or there is none.
  func old(_ wording: Wording, now: Timestamp) -> String? {
    staleSince.map { wording(.old) + " " + wording.since($0, now: now) }
  }

  /// When the value was read; `nil` when there is none that is fresh.
  var readAt: Timestamp? { if case .known(_, let at) = self { at } else { nil } }

  /// Whether the plan does not ask for it.
  var isNotConfigured: Bool {
    if case .unavailable(let why) = self { why.kind == .notConfigured } else { false }
  }
}
