import Maintenance

/// A line from the agent to a client.
public enum AgentMessage: Codable, Sendable, Equatable {
  case welcome(Welcome)
  /// The greeting was refused; the connection ends.
  case refused(Refusal)
  /// What has changed since the last update on this connection; the first one holds everything.
  case update(SituationUpdate)
  case answer(number: Int, Answer)
}
