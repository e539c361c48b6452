import Maintenance

/// The processors as rows of plain numbers: with their names, sixty-four cores would be most of every update.
public struct ProcessorFigures: Codable, Sendable, Equatable {
  /// All together, then each alone; each row is user, nice, system, idle, iowait, irq, softirq, steal, guest, guestNice,
  /// in percent.
  public var rows: [[Double]]

  init(_ usage: ProcessorUsage) {
    rows = ([usage.total] + usage.perCore).map { cpu in
      [
        cpu.user, cpu.nice, cpu.system, cpu.idle, cpu.iowait, cpu.irq, cpu.softirq, cpu.steal, cpu.guest, cpu.guestNice,
      ]
    }
  }

  /// `nil` when a row is not as it should be.
  var usage: ProcessorUsage? {
    let all = rows.compactMap { row in
      row.count == 10
        ? CPUUsage(
          user: row[0], nice: row[1], system: row[2], idle: row[3], iowait: row[4], irq: row[5], softirq: row[6],
          steal: row[7], guest: row[8], guestNice: row[9]) : nil
    }
    guard let total = all.first, all.count == rows.count else { return nil }
    return ProcessorUsage(total: total, perCore: Array(all.dropFirst()))
  }
}
