/// A closed file of a server's binary log that a backup holds, raw: the same bytes as on the server.
public struct BinlogFile: Codable, Sendable, Hashable {
  /// Its name on the server, `mysql-bin.000012`. Its artefact is called the same, with the compressor's ending.
  public var name: String
  /// Its length on the server, before compression.
  public var bytes: UInt64
  /// The moments of its first and last event, by the server's clock; the last one closes the file.
  public var firstEventAt, lastEventAt: Timestamp?
  /// The file that goes on where this one ends. A sequence is whole only when every file names the next.
  public var next: String

  /// A closed file.
  public init(name: String, bytes: UInt64, firstEventAt: Timestamp?, lastEventAt: Timestamp?, next: String) {
    self.name = name
    self.bytes = bytes
    self.firstEventAt = firstEventAt
    self.lastEventAt = lastEventAt
    self.next = next
  }
}
