import NIOCore
import Wire

/// Turns the bytes of one connection into events.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let connection: WireConnection
  private let events: AsyncStream<WireEvent>.Continuation
  private var buffer = LineBuffer()

  init(connection: WireConnection, events: AsyncStream<WireEvent>.Continuation) {
    self.connection = connection
    self.events = events
  }

  func handlerAdded(context: ChannelHandlerContext) { events.yield(.opened(connection)) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    buffer.append(unwrapInboundIn(data).readableBytesView)
    while let line = buffer.next() {
      if let message = try? WireCoding.message(ClientMessage.self, from: line) {
        events.yield(.received(connection, message))
      } else {
        events.yield(.malformed(connection))
      }
    }
    if buffer.isOverlong { context.close(promise: nil) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { events.yield(.writable(connection)) }
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) { events.yield(.closed(connection)) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
