import Drawing
import Maintenance

/// A preview of an operation, and the person's way to confirm it.
struct ConfirmationSheet: Sendable, Equatable {
  /// Where the conversation with the agent is.
  enum Phase: Sendable, Equatable {
    /// The preview is on its way.
    case asking
    case ready
    /// It was confirmed; the agent has not answered yet.
    case starting
    /// The agent would not even preview it.
    case refused(String)
  }

  /// What the next key goes to.
  enum Focus: Sendable, Equatable {
    case cancel, name, reason, confirm
  }

  /// What is missing for a confirmation.
  enum Complaint: Sendable, Equatable {
    case nameDiffers, reasonMissing
    case agent(String)
  }

  let request: OperationRequest
  var phase = Phase.asking
  var preview: OperationPreview?
  var focus = Focus.cancel
  var name = TextField()
  var reason = TextField()
  /// How far the commands are scrolled.
  var scroll = 0
  var complaint: Complaint?
  /// Whether commands that are longer than a line are shown to their end.
  var isUnfolded = false

  /// The name to type, when one is asked for.
  var typedName: String? {
    if case .typeName(let name) = preview?.procedure.confirmation { name } else { nil }
  }

  /// Whether a preflight line is yellow: going on then needs a reason.
  var needsReason: Bool { preview?.needsReason ?? false }

  /// Whether text is being typed.
  var isTyping: Bool { focus == .name || focus == .reason }

  /// What Tab goes through. A refused operation has only the way out.
  func stops(mayConfirm: Bool) -> [Focus] {
    guard mayConfirm, phase == .ready else { return [.cancel] }
    return [.cancel] + (typedName == nil ? [] : [.name]) + (needsReason ? [.reason] : []) + [.confirm]
  }

  /// What still speaks against starting.
  var missing: Complaint? {
    if let typedName, name.trimmed != typedName { return .nameDiffers }
    if needsReason && reason.trimmed == nil { return .reasonMissing }
    return nil
  }

  /// What the agent wants to hear.
  var confirmation: String? {
    switch preview?.procedure.confirmation {
    case nil, .some(.none): nil
    case .yes: "yes"
    case .typeName: name.trimmed
    }
  }
}
