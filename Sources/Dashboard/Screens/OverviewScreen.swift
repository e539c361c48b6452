import Drawing
import Maintenance

extension ScreenName {
  /// The first screen: how everything stands.
  static let overview = ScreenName("overview")
}

/// How everything stands, and what to deal with now.
enum OverviewScreen {
  static let screen = Screen(
    name: .overview, key: "1", title: .overview,
    panes: [.problems, .overviewServices, .overviewCapacity, .overviewBackups, .overviewRound], draw: draw,
    drawPane: drawPane)

  /// From this width on there is a third column of panels.
  static let wide = 112

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    guard rect.columns >= 60, rect.rows >= 14 else { return OverviewList.draw(model, situation, in: rect, &canvas) }
    var rest = rect
    if situation.isSandbox {
      let parts = rest.splitBottom(1)
      rest = parts.rest
      canvas.put(sandbox(model), in: parts.bottom.inset(left: 1))
    }
    let tasks = RoundPanel.round(of: situation)
    let isOpen = tasks.map { $0.settledCount < $0.tasks.count } ?? false
    let top = 1 + max(situation.services.count, situation.capacity.count, rect.columns >= wide ? 5 : 1)
    let middle = 1 + max(situation.backups.count, (tasks?.tasks.count ?? 0) + (isOpen ? 2 : 0), 1)
    let now = 1 + max(2, situation.problems.count)
    let heights = fit([top, middle, now], minima: [4, 4, 3], in: rest.rows - 2)
    let bands = rest.stack(heights, gap: 1)
    let isWide = rect.columns >= wide
    let upper = columns(bands[0], isWide: isWide)
    ServicesPanel.draw(model, situation, in: upper[0], &canvas)
    CapacityPanel.draw(model, situation, in: upper[1], &canvas)
    let lower = columns(bands[1], isWide: isWide)
    BackupsPanel.draw(model, situation, in: lower[0], &canvas)
    RoundPanel.draw(model, situation, in: lower[1], &canvas)
    if isWide {
      HostPanel.draw(model, situation, in: upper[2], &canvas)
      OperationsPanel.draw(model, situation, in: lower[2], &canvas)
    }
    let left = rest.inset(top: heights.reduce(2, +))
    let hasGraphs = left.rows >= 8
    ProblemsPanel.draw(
      model, situation, in: hasGraphs ? bands[2] : rest.inset(top: heights[0] + heights[1] + 2), &canvas)
    if hasGraphs { HourPanel.draw(model, situation, in: left.inset(top: 1), &canvas) }
  }

  @Sendable private static func drawPane(
    _ pane: Pane, _ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas
  ) {
    switch pane {
    case .overviewServices: ServicesPanel.draw(model, situation, in: rect, &canvas)
    case .overviewBackups: BackupsPanel.draw(model, situation, in: rect, &canvas)
    case .overviewRound: RoundPanel.draw(model, situation, in: rect, &canvas)
    case .overviewCapacity:
      let parts = rect.splitTop(1 + max(1, situation.capacity.count), gap: 1)
      CapacityPanel.draw(model, situation, in: parts.top, &canvas)
      if parts.rest.rows >= 6 { HourPanel.draw(model, situation, in: parts.rest, &canvas) }
    default: ProblemsPanel.draw(model, situation, in: rect, &canvas)
    }
  }

  /// Two columns of which the right is a little wider, or three.
  static func columns(_ rect: Rect, isWide: Bool) -> [Rect] {
    if isWide { return rect.columns(3) }
    let parts = rect.splitLeft((rect.columns - 4) / 2, gap: 2)
    return [parts.left, parts.rest]
  }

  /// The heights that fit: the tallest gives way first, none below its minimum.
  static func fit(_ heights: [Int], minima: [Int], in room: Int) -> [Int] {
    var heights = heights
    while heights.reduce(0, +) > room {
      let tallest = heights.indices.max { heights[$0] - minima[$0] < heights[$1] - minima[$1] }
      guard let tallest, heights[tallest] > minima[tallest] else { break }
      heights[tallest] -= 1
    }
    return heights
  }

  /// That this is the sandbox, and how one gets to one's own plan.
  private static func sandbox(_ model: Model) -> [Span] {
    [
      Span(model.wording(.sandbox), .dim), Span(" README.md", .plain),
      Span(" (plans/nationsounds.yaml)", .dim),
    ]
  }
}
