/// Commands that are about the same thing, as help and documentation list them.
struct CommandGroup: Sendable {
  let title: Phrase
  let commands: [Command]

  init(_ title: Phrase, _ commands: [Command]) {
    self.title = title
    self.commands = commands
  }
}
