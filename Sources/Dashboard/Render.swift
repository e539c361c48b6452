import Drawing
import Maintenance

/// Draws the model. Pure: the same model gives the same picture.
public func render(_ model: Model, into canvas: inout Canvas) {
  canvas.clear(canvas.bounds)
  canvas.cursor = nil
  let frame = Frame(canvas.size)
  guard frame.isUsable else {
    canvas.put(FrameParts.headline(model), at: .origin)
    return
  }
  FrameParts.drawHeader(model, in: frame.header, &canvas)
  FrameParts.drawTabs(model, in: frame.tabs, &canvas)
  drawBody(model, frame, &canvas)
  FrameParts.drawStatus(model, frame, &canvas)
}

/// Draws the screen and what lies over it, from the topmost layer that hides all below it.
private func drawBody(_ model: Model, _ frame: Frame, _ canvas: inout Canvas) {
  let base = model.layers.lastIndex(where: \.isFullScreen)
  if let base {
    draw(model.layers[base], model, frame, &canvas)
  } else if let situation = model.situation {
    if model.isZoomed, let pane = model.pane {
      model.current.drawPane(pane, model, situation, frame.body, &canvas)
    } else {
      model.current.draw(model, situation, frame.body, &canvas)
    }
  } else {
    WaitingScreen.draw(model, in: frame.body, &canvas)
  }
  if !model.isLive && model.situation != nil {
    canvas.restyle(frame.body) { $0.ink == .rule ? $0 : Style(.dim) }
  }
  for layer in model.layers.dropFirst(base.map { $0 + 1 } ?? 0) { draw(layer, model, frame, &canvas) }
}

private func draw(_ layer: Layer, _ model: Model, _ frame: Frame, _ canvas: inout Canvas) {
  switch layer {
  case .help(let help): HelpLayer.draw(help, model, in: frame.body, &canvas)
  case .operation(let view): OperationLayer.draw(view, model, in: frame.body, &canvas)
  case .round(let round): RoundLayer.draw(round, model, in: frame.body, &canvas)
  case .runbook(let view): RunbookLayer.draw(view, model, in: frame.body, &canvas)
  case .sheet(let sheet): ConfirmationLayer.draw(sheet, model, in: frame.body, &canvas)
  case .note(let note): NoteLayer.draw(note, model, in: frame.body, &canvas)
  case .question(let question): QuestionLayer.draw(question, model, in: frame.body, &canvas)
  case .detail(let detail): DetailLayer.draw(detail, model, in: frame.body, &canvas)
  case .themes(let chooser): ThemeLayer.draw(chooser, model, in: frame.body, &canvas)
  case .moment(let chooser): MomentLayer.draw(chooser, model, in: frame.body, &canvas)
  case .rows(let form): RowsLayer.draw(form, model, in: frame.body, &canvas)
  case .filter(let filter): FilterLayer.draw(filter, model, frame, &canvas)
  case .palette(let palette): PaletteLayer.draw(palette, model, frame, &canvas)
  }
}

/// The header and the overview in as many lines as the model's size has, without what belongs to keys: for a terminal
/// that can show no screen.
public func plainOverview(_ model: Model) -> [String] {
  var canvas = Canvas(size: model.size, charset: model.charset)
  guard let situation = model.situation else { return [] }
  let parts = canvas.bounds.splitTop(1)
  FrameParts.drawHeader(model, in: parts.top, &canvas)
  Screens.named(.overview).draw(model, situation, parts.rest, &canvas)
  return Array(canvas.rows.reversed().drop { $0.isEmpty }.reversed())
}
