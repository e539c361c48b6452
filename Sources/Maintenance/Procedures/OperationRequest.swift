/// What a person asks the agent to do. The agent turns it into a ``Procedure`` by its plan.
public enum OperationRequest: Codable, Sendable, Hashable {
  /// `start`, `stop`, `restart`, `reload` a service.
  case service(verb: ServiceVerb, name: String)
  case backup(leg: BackupLeg)
  /// Restores a backup; `backup` is the id, `nil` the newest that holds.
  case restore(scope: RestoreScope, backup: String?)
  /// Puts back what a restore set aside, by the id of that restore's operation.
  case revert(operation: String)
  /// Checks a backup against its checksums and its content.
  case verify(backup: String)
}
