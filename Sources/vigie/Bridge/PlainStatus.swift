import Clients
import CursesTerminal
import Dashboard
import Drawing
import Glibc
import Host
import Maintenance
import Wire

/// The overview once, in plain lines: all that a terminal without a cursor (`TERM=dumb`) can show.
struct PlainStatus {
  let session: Session
  let line: AgentLine
  /// What the terminal is called.
  let terminal: String

  private static let limitSeconds: Double = 10

  /// Waits for the situation, prints it, and says how to get the dashboard.
  func show() throws(Complaint) {
    let clock = SystemClock()
    let deadline = clock.bootSeconds() + Self.limitSeconds
    var news = line.news
    var model = Model(
      size: Size(columns: columns, rows: 40), charset: PlainOutput.charset, language: session.console.language,
      now: .now,
      followsPlanLanguage: session.surroundings.options.lang == nil)
    while model.situation == nil {
      for piece in news {
        switch piece {
        case .welcome(let person, let role): _ = update(&model, .welcome(person: person, role: role))
        case .situation(let situation): _ = update(&model, .situation(situation))
        case .missing(let why), .lost(let why):
          throw Complaint(french: why.text(in: .french), english: why.text(in: .english), status: 69)
        case .planChanged: session.console.remark(PlanAgreement.changedRemark)
        case .otherPlan(let complaint): throw complaint
        case .connecting, .answer: break
        }
      }
      if model.situation != nil { break }
      let left = deadline - clock.bootSeconds()
      guard left > 0 else { throw Complaint(.timeout(seconds: Self.limitSeconds)) }
      news = wait(atMost: left)
    }
    write(STDOUT_FILENO, plainOverview(model))
    write(STDERR_FILENO, [note.text(in: model.language)])
  }

  private var note: LocalizedText {
    LocalizedText(
      french: "TERM=\(terminal) ne sait pas déplacer son curseur : voici la situation, une fois. "
        + "Pour le tableau de bord : TERM=xterm-256color vigie",
      english: "TERM=\(terminal) cannot move its cursor: this is the situation, once. "
        + "For the dashboard: TERM=xterm-256color vigie")
  }

  private func wait(atMost seconds: Double) -> [AgentLine.News] {
    let pause = min(seconds, line.pause ?? seconds)
    if let descriptor = line.descriptor {
      var waiter = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      return poll(&waiter, 1, Int32(pause * 1000) + 1) > 0 ? line.received() : []
    }
    _ = poll(nil, 0, Int32(pause * 1000) + 1)
    guard line.isDue else { return [] }
    line.call()
    return line.news
  }

  /// As wide as the terminal says it is, else 80 columns.
  private var columns: Int {
    var extent = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &extent) == 0, extent.ws_col >= 40 else { return 80 }
    return min(200, Int(extent.ws_col))
  }

  private func write(_ file: Int32, _ lines: [String]) {
    var bytes = lines.flatMap { PlainOutput.bytes(of: $0) }[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
