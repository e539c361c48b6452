import NIOCore
import NIOHTTP1

/// One connection to the site: answers each request when it is complete, and closes when nothing comes any more.
final class SiteHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let folder: SandboxFolder
  private let database: SiteDatabase
  private let log: SiteLog
  private var request: HTTPRequestHead?

  init(folder: SandboxFolder, database: SiteDatabase, log: SiteLog) {
    self.folder = folder
    self.database = database
    self.log = log
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): request = head
    case .body: break
    case .end:
      guard let head = request else { return }
      request = nil
      answer(head, context)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let answer = SiteAnswer.to(request.method, request.uri, folder, database, log)
    var headers = HTTPHeaders([
      ("Content-Type", answer.type), ("Content-Length", String(answer.body.count)), ("Cache-Control", "no-store"),
    ])
    if !request.isKeepAlive { headers.add(name: "Connection", value: "close") }
    let head = HTTPResponseHead(version: request.version, status: answer.status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if request.method != .HEAD {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
    }
    let isLast = !request.isKeepAlive
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
      if isLast { channel.close(promise: nil) }
    }
  }
}
