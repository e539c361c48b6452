import Maintenance

/// The host's figures, each on one line.
struct HostWords {
  private let vitals: Vitals
  private let wording: Wording
  private let now: Timestamp

  init(_ vitals: Vitals, _ model: Model) {
    self.vitals = vitals
    wording = model.wording
    now = model.now
  }

  /// `0,42  0,38  0,35`: over 1, 5 and 15 minutes.
  var load: String {
    said(vitals.load) { load in [load.one, load.five, load.fifteen].map(wording.decimal).joined(separator: "  ") }
  }

  /// `3,1 Go / 7,8 Go`.
  var memory: String {
    said(vitals.memory) { memory in
      let used = memory.totalBytes - min(memory.availableBytes, memory.totalBytes)
      return "\(wording.bytes(used)) / \(wording.bytes(memory.totalBytes))"
    }
  }

  var swap: String {
    said(vitals.memory) { memory in
      guard memory.swapTotalBytes > 0 else { return wording(.noSwap) }
      let used = memory.swapTotalBytes - min(memory.swapFreeBytes, memory.swapTotalBytes)
      return "\(wording.bytes(used)) / \(wording.bytes(memory.swapTotalBytes))"
    }
  }

  /// Received and sent over all interfaces but the loopback.
  var traffic: String {
    said(vitals.network) { interfaces in
      let real = interfaces.filter { $0.interface != "lo" }
      let received = real.reduce(0) { $0 + $1.receivedBytesPerSecond }
      let sent = real.reduce(0) { $0 + $1.sentBytesPerSecond }
      return "↓ \(wording.rate(received))  ↑ \(wording.rate(sent))"
    }
  }

  /// The share of the last minute in which something waited for processor, memory or disk.
  var pressure: String {
    let parts = [("cpu", vitals.cpuPressure), ("mem", vitals.memoryPressure), ("io", vitals.ioPressure)]
    if parts.allSatisfy({ $0.1.value == nil }) { return vitals.cpuPressure.absence(wording) ?? "" }
    return parts.map { "\($0.0) " + ($0.1.value.map { wording.percent($0.someAverage60) } ?? "?") }
      .joined(separator: "  ")
  }

  /// The value in words, with its age when it is old; or why there is none.
  private func said<Value>(_ reading: Reading<Value>, _ words: (Value) -> String) -> String {
    if let absence = reading.absence(wording) { return absence }
    guard let value = reading.value else { return "" }
    return words(value) + (reading.old(wording, now: now).map { " (\($0))" } ?? "")
  }
}
