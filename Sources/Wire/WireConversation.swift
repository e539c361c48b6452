import Maintenance

/// A command's conversation with the agent: a greeting, then questions, each waited for.
public final class WireConversation {
  private let client: WireClient
  /// What the agent said of this client.
  public let welcome: Welcome

  /// Connects and greets.
  public init(path: String, program: String, limitSeconds: Double = 10) throws(WireError) {
    client = try WireClient(path: path)
    try client.greet(program: program, follows: false)
    welcome = try WireConversation.next(client, limitSeconds: limitSeconds) { message in
      switch message {
      case .welcome(let welcome): .success(welcome)
      case .refused(let refusal): .failure(refusal)
      case .update, .answer: nil
      }
    }
  }

  /// Asks, and waits for the answer. A refusal is thrown.
  public func ask(_ question: Question, limitSeconds: Double = 60) throws(WireError) -> Answer {
    let number = try client.ask(question)
    return try WireConversation.next(client, limitSeconds: limitSeconds) { message in
      guard case .answer(number, let answer) = message else { return nil }
      if case .refused(let refusal) = answer { return .failure(refusal) }
      return .success(answer)
    }
  }

  private static func next<Value>(
    _ client: WireClient, limitSeconds: Double, accept: (AgentMessage) -> Result<Value, Refusal>?
  ) throws(WireError) -> Value {
    let clock = ContinuousClock()
    let deadline = clock.now.advanced(by: .seconds(limitSeconds))
    while clock.now < deadline {
      let left = clock.now.duration(to: deadline)
      for message in try client.wait(seconds: Double(left.components.seconds) + 0.001) {
        switch accept(message) {
        case .success(let value): return value
        case .failure(let refusal): throw .refused(refusal)
        case nil: continue
        }
      }
    }
    throw .timeout(seconds: limitSeconds)
  }
}
