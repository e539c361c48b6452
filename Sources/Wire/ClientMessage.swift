/// A line from a client to the agent.
public enum ClientMessage: Codable, Sendable, Equatable {
  case hello(Hello)
  case ask(number: Int, Question)
}
