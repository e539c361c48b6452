/// How finely samples are kept, and how long.
enum SampleTier: CaseIterable {
  case raw, minute, hour

  /// The finest tier that a step of so many seconds asks for.
  init(step: Double) { self = step < 60 ? .raw : step < 3600 ? .minute : .hour }

  var table: String {
    switch self {
    case .raw: "samples_raw"
    case .minute: "samples_minute"
    case .hour: "samples_hour"
    }
  }

  /// One unit of the table's `at`, in milliseconds; the width of a bucket in the rollups.
  var unit: Int64 {
    switch self {
    case .raw: 1
    case .minute: 60_000
    case .hour: 3_600_000
    }
  }

  /// How long a row is kept, in milliseconds: 2 hours, 30 days, 2 years.
  var retention: Int64 {
    switch self {
    case .raw: 2 * 3_600_000
    case .minute: 30 * 86_400_000
    case .hour: 730 * 86_400_000
    }
  }

  /// The next coarser tier.
  var coarser: SampleTier? {
    switch self {
    case .raw: .minute
    case .minute: .hour
    case .hour: nil
    }
  }
}

/// The quotient rounded towards negative infinity, so that a bucket before 1970 is a bucket too.
func floored(_ value: Int64, by divisor: Int64) -> Int64 {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
