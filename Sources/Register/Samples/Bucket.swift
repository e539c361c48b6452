/// What a bucket of a rollup gathers.
struct Bucket {
  var min: Double?
  var max: Double?
  var sum = 0.0
  var count: Int64 = 0
  var unknown: Int64 = 0

  mutating func add(_ value: Double?) {
    guard let value else {
      unknown += 1
      return
    }
    min = Swift.min(min ?? value, value)
    max = Swift.max(max ?? value, value)
    sum += value
    count += 1
  }
}
