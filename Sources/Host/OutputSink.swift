/// Takes what a program says while it says it, in pieces and in order. The program waits while a piece is taken.
public final class OutputSink: Sendable, Hashable {
  private let take: @Sendable (UnsafeRawBufferPointer) -> Void

  /// A sink; `take` is called on one thread, one piece at a time.
  public init(_ take: @escaping @Sendable (UnsafeRawBufferPointer) -> Void) { self.take = take }

  /// Takes a piece, which is gone afterwards.
  public func write(_ piece: UnsafeRawBufferPointer) { take(piece) }

  public static func == (one: OutputSink, other: OutputSink) -> Bool { one === other }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
