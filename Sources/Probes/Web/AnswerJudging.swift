import Maintenance

/// Puts an outcome beside what the plan expects. That nobody listens, or not in time, is an answer too, and a bad one: it is
/// known, not unknown.
/// - Throws: `malformed` when the plan's address cannot be asked at all.
func serviceAnswer(_ outcome: WebOutcome, to check: HTTPCheck) throws(Unavailability) -> ServiceAnswer {
  var answer = ServiceAnswer(
    status: outcome.status, latencyMilliseconds: outcome.seconds * 1000, certificateEnds: outcome.certificateEnds)
  answer.fault = try transportFault(outcome, limitSeconds: check.withinSeconds)
  if answer.fault != nil { return answer }
  if outcome.status != check.expectedStatus {
    answer.fault = "status \(outcome.status ?? 0), expected \(check.expectedStatus)"
  } else if let wanted = check.contains, !holds(outcome.body, Array(wanted.utf8)) {
    answer.fault = "the answer does not hold “\(Printable.text(wanted.utf8, limit: 80))”"
  }
  return answer
}

/// The answer of a port: that it accepts a connection is all that is asked.
func serviceAnswer(_ outcome: WebOutcome, to check: TCPCheck) throws(Unavailability) -> ServiceAnswer {
  ServiceAnswer(
    status: nil, latencyMilliseconds: outcome.seconds * 1000,
    fault: try transportFault(outcome, limitSeconds: check.withinSeconds).map { "port \(check.port): \($0)" })
}

private func transportFault(_ outcome: WebOutcome, limitSeconds: Double) throws(Unavailability) -> String? {
  switch outcome.ending {
  case .answered: return nil
  case .refused: return "connection refused"
  case .timedOut:
    let limit = limitSeconds == limitSeconds.rounded() ? String(Int(limitSeconds)) : String(limitSeconds)
    return "no answer within \(limit) s"
  case .badAddress(let detail): throw Unavailability(.malformed, detail)
  case .failed(let detail): return detail
  }
}

private func holds(_ body: [UInt8], _ wanted: [UInt8]) -> Bool {
  guard let first = wanted.first else { return true }
  guard body.count >= wanted.count else { return false }
  for start in 0...(body.count - wanted.count) where body[start] == first {
    if body[start..<(start + wanted.count)].elementsEqual(wanted) { return true }
  }
  return false
}
