import NIOHTTP1

/// What the site says to a request.
struct SiteAnswer: Sendable {
  var status: HTTPResponseStatus
  var type: String
  var body: [UInt8]

  /// The answer to a method and a target (`/health?x=1`): two pages, and nothing else.
  static func to(
    _ method: HTTPMethod, _ target: String, _ folder: SandboxFolder, _ database: SiteDatabase, _ log: SiteLog
  ) -> SiteAnswer {
    let path = target.prefix { $0 != "?" }
    guard path == "/health" || path == "/" else {
      return SiteAnswer(status: .notFound, type: "text/plain; charset=utf-8", body: Array("not found\n".utf8))
    }
    guard method == .GET || method == .HEAD else {
      return SiteAnswer(
        status: .methodNotAllowed, type: "text/plain; charset=utf-8", body: Array("only GET and HEAD\n".utf8))
    }
    let health = SiteHealth.examine(folder, database)
    var status = HTTPResponseStatus.ok
    if case .failing(_, _, let reason) = health {
      status = .serviceUnavailable
      log.writeFailure(reason)
    }
    return path == "/"
      ? SiteAnswer(status: status, type: "text/html; charset=utf-8", body: Array(page(health).utf8))
      : SiteAnswer(status: status, type: "application/json", body: health.json)
  }

  private static func page(_ health: SiteHealth) -> String {
    let body =
      switch health {
      case .sound(let counts):
        "<ul>\n"
          + SiteHealth.tables.map { "<li>\($0): \(counts[$0] ?? 0)</li>\n" }.joined() + "</ul>"
      case .failing: "<p>Out of service. The reason is at <a href=\"/health\">/health</a>.</p>"
      }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Sandbox</title></head>
      <body>
      <h1>Sandbox</h1>
      \(body)
      </body>
      </html>

      """
  }
}
