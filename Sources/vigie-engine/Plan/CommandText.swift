import Host

/// Words of a command line as a person may copy them.
enum CommandText {
  static func quoted(_ word: String) -> String { Command(word, []).display }
}
