import Host
import Maintenance

/// Why a step could not be done: for the person, with the exit status of the command that failed, if one did.
public struct StepFailure: Error, Sendable, Hashable {
  public var exitStatus: Int32?
  public var message: String
  /// Whether a step that changes what is live has left it as it was: there is nothing to go back from.
  public var isUntouched: Bool
  /// Whether there was nothing to do it to: whoever only tries goes on.
  var isLack = false
  /// What may be done instead.
  var offer: StepOffer?

  /// A failure.
  public init(_ message: String, exitStatus: Int32? = nil, isUntouched: Bool = false) {
    self.message = message
    self.exitStatus = exitStatus
    self.isUntouched = isUntouched
  }

  /// The failure of a step that finds nothing to do it to.
  static func lack(_ message: String) -> StepFailure {
    var failure = StepFailure(message)
    failure.isLack = true
    return failure
  }

  /// The same of a step that has left everything as it was.
  var untouched: StepFailure {
    var failure = self
    failure.isUntouched = true
    return failure
  }

  /// The failure that a file fault is.
  init(_ fault: FileFault) { self.init(fault.description) }

  /// The failure that a command without a result is.
  init(_ error: CommandError) {
    switch error {
    case .notFound(let name): self.init("\(name): not found on this host", exitStatus: 127)
    case .notStarted(let name, let detail): self.init("\(name): not started: \(detail)", exitStatus: 126)
    case .timedOut(let name, let limit): self.init("\(name): ended after its limit of \(limit) s", exitStatus: 124)
    case .cancelled(let name): self.init("\(name): cancelled", exitStatus: 130)
    }
  }
}
