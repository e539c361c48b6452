import Drawing
import Maintenance

/// The host's own figures: processors, memory, disks, network, pressure, processes.
enum HostFigures {
  static func draw(_ model: Model, _ vitals: Vitals, in rect: Rect, _ canvas: inout Canvas) {
    guard rect.rows >= 3 else { return }
    if rect.columns >= 112 {
      let columns = rect.columns(3)
      left(model, vitals, in: columns[0], &canvas)
      let diskRows = 1 + max(1, vitals.disks.value?.count ?? 1)
      let parts = columns[1].splitTop(min(diskRows, max(4, rect.rows * 3 / 5)), gap: 1)
      disks(model, vitals, in: parts.top, &canvas)
      network(model, vitals, in: parts.rest, &canvas)
      processes(model, vitals, in: columns[2], &canvas)
    } else if rect.columns >= 60 {
      let halves = rect.splitLeft((rect.columns - 4) / 2, gap: 2)
      left(model, vitals, in: halves.left, &canvas)
      let gap = rect.rows >= 14 ? 1 : 0
      let diskRows = 1 + min(3, max(1, vitals.disks.value?.count ?? 1))
      let parts = halves.rest.splitTop(diskRows, gap: gap)
      disks(model, vitals, in: parts.top, &canvas)
      let networkRows = 1 + min(2, max(1, vitals.network.value?.count ?? 1))
      let lower = parts.rest.splitTop(networkRows, gap: gap)
      network(model, vitals, in: lower.top, &canvas)
      processes(model, vitals, in: lower.rest, &canvas)
    } else {
      left(model, vitals, in: rect, &canvas)
    }
  }

  /// Processors, memory, load and pressure.
  private static func left(_ model: Model, _ vitals: Vitals, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let words = HostWords(vitals, model)
    let cores = vitals.processors.value?.perCore.count ?? 0
    canvas.draw(
      PanelRule(
        wording(.processors),
        count: cores == 0 ? "" : wording.count(cores, Phrase("cœur", "core"), Phrase("cœurs", "cores")),
        countStyle: .dim), in: rect.line(0))
    var facts = Facts()
    if let absence = vitals.processors.absence(wording) {
      facts.add("CPU", absence, .dim)
    } else if let total = vitals.processors.value?.total {
      let isOld = vitals.processors.fresh == nil
      let user = total.user + total.nice + total.guest + total.guestNice
      let parts = [("user", user), ("sys", total.system + total.irq + total.softirq)]
      let waits = [("iowait", total.iowait), ("steal", total.steal)]
      func said(_ parts: [(String, Double)]) -> String {
        parts.map { "\($0.0) \(wording.percent($0.1))" }.joined(separator: "  ")
      }
      facts.add("CPU", said(parts), isOld ? .dim : .plain)
      facts.add("", said(waits), isOld ? .dim : waits.contains { $0.1 >= 10 } ? .strong : .plain)
    }
    let body = rect.splitTop(1).rest
    canvas.draw(facts, in: body)
    var rest = body.splitTop(facts.lines.count).rest
    if cores > 0, let perCore = vitals.processors.value?.perCore {
      let line = rest.line(0).inset(left: 1)
      let strip = HeatStrip(perCore.suffix(max(1, rest.columns - 10)).map { HeatStrip.Day($0.busyPercent / 100) })
      canvas.put(wording(.cores), in: line.splitLeft(8).left, style: .label)
      let width = min(perCore.count, max(0, line.columns - 9))
      canvas.draw(strip, in: Rect(column: line.column + 9, row: line.row, columns: width, rows: line.rows))
      rest = rest.splitTop(1).rest
    }
    rest = rest.splitTop(0, gap: 1).rest
    let count = vitals.processCount.value.map {
      wording.count($0, Phrase("processus", "process"), Phrase("processus", "processes"))
    }
    canvas.draw(PanelRule(wording(.memoryAndLoad), count: count ?? "", countStyle: .dim), in: rest.line(0))
    var more = Facts()
    more.add(wording(.memory), words.memory)
    more.add("swap", words.swap)
    more.add(wording(.load), words.load)
    more.add(wording(.pressure), words.pressure)
    more.add(
      wording(.uptime),
      vitals.uptimeSeconds.value.map(wording.duration(wholeMinutes:)) ?? vitals.uptimeSeconds.absence(wording))
    more.add("cache", vitals.memory.value.map { wording.bytes($0.cachedBytes + $0.buffersBytes) }, .dim)
    canvas.draw(more, in: rest.splitTop(1).rest)
  }

  private static func disks(_ model: Model, _ vitals: Vitals, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let disks = vitals.disks.value ?? []
    canvas.draw(
      PanelRule(
        wording(.disks),
        count: vitals.disks.old(wording, now: model.now) ?? (rect.rows - 1 < disks.count ? String(disks.count) : ""),
        countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !disks.isEmpty else { return canvas.drawNone(vitals.disks.absence(wording) ?? wording(.none), in: body) }
    let columns = [
      TableColumn(minimum: 6, maximum: 20, growth: 1), .fixed("", 5, alignment: .right),
      .fixed("", 7, alignment: .right, priority: 3), .fixed("", 11, alignment: .right, priority: 1),
      TableColumn(minimum: 18, maximum: 24, priority: 2),
    ]
    canvas.draw(
      Listing(columns: columns, count: disks.count) { index in
        let disk = disks[index]
        let rates = "↓\(wording.rate(disk.readBytesPerSecond ?? 0)) ↑\(wording.rate(disk.writtenBytesPerSecond ?? 0))"
        guard let space = disk.space.value else {
          return [
            .text(disk.mountPoint), .mark(.unknown), .empty, .text(disk.space.absence(wording) ?? "", .dim), .empty,
          ]
        }
        let style: Style = disk.space.fresh == nil ? .dim : .plain
        let inodes = space.inodesUsedPercent.map { "inodes " + wording.percent($0) } ?? ""
        return [
          .text(disk.mountPoint, style), .text(wording.percent(space.usedPercent), style),
          .text(wording.bytes(space.availableBytes), .dim), .text(inodes, .dim),
          .text(disk.readBytesPerSecond == nil ? "" : rates, .dim),
        ]
      }, in: body)
  }

  private static func network(_ model: Model, _ vitals: Vitals, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    canvas.draw(
      PanelRule(wording(.network), count: vitals.network.old(wording, now: model.now) ?? "", countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    let interfaces = (vitals.network.value ?? []).sorted { a, b in
      a.receivedBytesPerSecond + a.sentBytesPerSecond == b.receivedBytesPerSecond + b.sentBytesPerSecond
        ? a.interface < b.interface : (a.interface == "lo" ? false : b.interface == "lo" || a.interface < b.interface)
    }
    guard !interfaces.isEmpty else {
      return canvas.drawNone(vitals.network.absence(wording) ?? wording(.none), in: body)
    }
    let columns = [
      TableColumn(minimum: 5, maximum: 15, growth: 1), .fixed("", 11, alignment: .right),
      .fixed("", 11, alignment: .right), TableColumn(minimum: 10, maximum: 20, priority: 1),
    ]
    canvas.draw(
      Listing(columns: columns, count: interfaces.count) { index in
        let rate = interfaces[index]
        let lost = rate.errorsPerSecond + rate.dropsPerSecond
        let style: Style = vitals.network.fresh == nil ? .dim : .plain
        return [
          .text(rate.interface, style), .text("↓ " + wording.rate(rate.receivedBytesPerSecond), style),
          .text("↑ " + wording.rate(rate.sentBytesPerSecond), style),
          lost > 0
            ? .text(wording.pick("pertes \(wording.decimal(lost))/s", "lost \(wording.decimal(lost))/s"), .strong)
            : .empty,
        ]
      }, in: body)
  }

  private static func processes(_ model: Model, _ vitals: Vitals, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    guard rect.rows >= 2 else { return }
    canvas.draw(
      PanelRule(wording(.busiest), count: vitals.processes.old(wording, now: model.now) ?? "", countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    let processes = vitals.processes.value ?? []
    guard !processes.isEmpty else {
      return canvas.drawNone(vitals.processes.absence(wording) ?? wording(.none), in: body)
    }
    let columns = [
      TableColumn.fixed("", 7, alignment: .right), TableColumn(minimum: 8, growth: 1),
      .fixed("", 6, alignment: .right), .fixed("", 8, alignment: .right, priority: 1),
    ]
    let style: Style = vitals.processes.fresh == nil ? .dim : .plain
    canvas.draw(
      Listing(columns: columns, count: processes.count) { index in
        let process = processes[index]
        return [
          .text(String(process.pid), .dim), .text(process.name, style),
          .text(wording.percent(process.cpuPercent), style), .text(wording.bytes(process.residentBytes), .dim),
        ]
      }, in: body)
  }
}
