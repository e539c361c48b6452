import Drawing
import Maintenance

extension ScreenName {
  /// Who answers for what, and who is told.
  static let contacts = ScreenName("contacts")
}

extension Pane {
  /// The roles of the plan.
  static let contacts = Pane(
    name: "contacts", texts: { ContactCells.contact($0, $1).map(\.words) }, count: { $0.handbook?.contacts.count ?? 0 })
  /// The audiences, then the channels.
  static let audiences = Pane(
    name: "audiences", texts: { ContactCells.audience($0, $1).map(\.words) },
    count: { ($0.handbook?.audiences.count ?? 0) + ($0.handbook?.channels.count ?? 0) })
  /// The duties beside the rounds.
  static let duties = Pane(
    name: "duties", texts: { ContactCells.duty($0, $1).map(\.words) }, count: { $0.handbook?.duties.count ?? 0 })
  /// The message templates.
  static let templates = Pane(
    name: "templates", texts: { ContactCells.template($0, $1).map(\.words) },
    count: { $0.handbook?.templates.count ?? 0 })
}

/// The roles, whom messages reach and how, the lasting duties, and the message templates.
enum ContactsScreen {
  static let screen = Screen(
    name: .contacts, key: "9", title: .contacts, panes: [.contacts, .audiences, .duties, .templates],
    load: Model.loadHandbook, draw: draw,
    drawPane: { pane, model, _, rect, canvas in drawOne(pane, model, in: rect, &canvas) })

  @Sendable static func draw(_ model: Model, _: Situation, in rect: Rect, _ canvas: inout Canvas) {
    guard rect.columns >= 60, rect.rows >= 12 else { return drawOne(model.pane ?? .contacts, model, in: rect, &canvas) }
    let counts = [Pane.contacts, .audiences, .templates].map { $0.count(model) }
    let halves = rect.splitLeft((rect.columns - 2) / 2, gap: 2)
    let least = max(3, (rect.rows - 1) / 3)
    let left = halves.left.splitTop(min(max(2, counts[0] + 1), rect.rows - least - 1), gap: 1)
    drawOne(.contacts, model, in: left.top, &canvas)
    drawOne(.duties, model, in: left.rest, &canvas)
    let right = halves.rest.splitTop(min(max(2, counts[1] + 1), rect.rows - min(counts[2] + 2, least) - 1), gap: 1)
    drawOne(.audiences, model, in: right.top, &canvas)
    drawOne(.templates, model, in: right.rest, &canvas)
  }

  private static func drawOne(_ pane: Pane, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let (title, none): (String, Word) =
      switch pane {
      case .audiences: (wording(.audiences) + ", " + wording(.channels).lowercased(), .noAudiences)
      case .duties: (wording(.duties), .noDuties)
      case .templates: (wording(.messages), .noTemplates)
      default: (wording(.contacts), .noContacts)
      }
    let count = pane.count(model)
    canvas.draw(
      model.rule(of: pane, title, count: count > 0 ? String(count) : "", countStyle: .dim), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard model.handbook != nil else { return canvas.drawNone(wording(.handbookComing), in: body) }
    guard count > 0 else { return canvas.drawNone(wording(none), in: body) }
    canvas.draw(PaneList(pane, model, columns: columns(pane)) { cells(pane, model, $0) }, in: body)
  }

  private static func columns(_ pane: Pane) -> [TableColumn] {
    switch pane {
    case .audiences:
      [.fixed("", 1), TableColumn(minimum: 12, maximum: 26), TableColumn(minimum: 14, growth: 1)]
    case .duties:
      [
        TableColumn(minimum: 28, growth: 1), TableColumn(minimum: 11, maximum: 24, priority: 1),
        TableColumn(minimum: 12, maximum: 26, priority: 2),
      ]
    case .templates: [TableColumn(minimum: 16, growth: 1), .fixed("", 4, alignment: .right)]
    default:
      [.fixed("", 1), TableColumn(minimum: 26, maximum: 34), TableColumn(minimum: 14, priority: 1, growth: 1)]
    }
  }

  private static func cells(_ pane: Pane, _ model: Model, _ row: Int) -> [TableCell] {
    switch pane {
    case .audiences: ContactCells.audience(model, row)
    case .duties: ContactCells.duty(model, row)
    case .templates: ContactCells.template(model, row)
    default: ContactCells.contact(model, row)
    }
  }

  /// All that is known of the selected row; `nil` when there is none.
  static func detail(_ model: Model) -> DetailSheet? {
    guard let handbook = model.handbook, let pane = model.pane, let row = model.selected(pane) else { return nil }
    switch pane {
    case .contacts: return ContactDetails.contact(handbook.contacts[row], model)
    case .audiences:
      return row < handbook.audiences.count
        ? ContactDetails.audience(handbook.audiences[row], model)
        : ContactDetails.channel(handbook.channels[row - handbook.audiences.count], model)
    case .duties: return ContactDetails.duty(handbook.duties[row], model)
    case .templates: return ContactDetails.template(handbook.templates[row], model)
    default: return nil
    }
  }
}
