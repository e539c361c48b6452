import NIOCore
import Wire

/// The agent's end of one client's connection.
public final class WireConnection: Sendable {
  /// The number of the connection, unique while the agent lives.
  public let id: Int
  /// Who is at the other end.
  public let peer: Peer
  private let channel: any Channel

  init(id: Int, peer: Peer, channel: any Channel) {
    self.id = id
    self.peer = peer
    self.channel = channel
  }

  /// Whether the client takes what is sent. A viewer whose line hangs does not, and must not grow the agent's memory.
  public var isWritable: Bool { channel.isWritable }

  /// Sends a line made by ``WireCoding``.
  public func send(line: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: line), promise: nil) }

  /// Sends a message.
  public func send(_ message: AgentMessage) {
    if let line = try? WireCoding.line(message) { send(line: line) }
  }

  /// Ends the connection once everything is sent.
  public func close() {
    channel.writeAndFlush(ByteBuffer()).whenComplete { [channel] _ in channel.close(promise: nil) }
  }
}
