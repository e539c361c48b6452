import Drawing
import Maintenance

/// Something that happens to the dashboard.
public enum Message: Sendable, Equatable {
  /// A key was pressed.
  case key(Key)
  /// The screen has another extent.
  case resized(Size)
  /// Time has come on. Send it before any other message, and whenever ``Model/nextWake`` is reached.
  case tick(Timestamp)
  /// An agent is being started or called; nothing is known yet.
  case connecting
  /// The agent has accepted the connection and says who the person is and what they may do.
  case welcome(person: Operator, role: Role)
  /// There is no agent and none can be started, and why.
  case agentMissing(reason: String)
  /// The connection has ended, and why. The last situation stays on the screen, dim and with its age.
  case lost(reason: String)
  /// The plan has changed since the agent read it; in a sentence, with the way out.
  case planChanged(String)
  /// The whole as it stands now.
  case situation(Situation)
  /// The person's own keys have been read.
  case keymap(Keymap)
  /// The person's own themes have been read, and the name of the one to use; `nil` keeps the present one.
  case themes([Theme], use: String?)
  /// The text that was to go into the clipboard, and what became of it.
  case copied(String, Copying)
  /// What is wrong with the person's own keys and themes, the file and line of each included.
  case appearanceFaults([LocalizedText])
  /// The chosen theme could not be kept for the next time, and why.
  case themeNotKept(reason: String)
  /// The agent's answer to something that was asked through ``Effect/ask(_:)``.
  case answer(Ask, Reply)
}
