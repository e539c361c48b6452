/// Where common options may stand: also before the command, `vigie --state DIR alert list`, as people type it.
package enum ArgumentOrder {
  private static let options: Set = ["--plan", "--state", "--lang", "--color", "--procfs", "--sysfs", "--rootfs"]
  private static let flags: Set = ["--json", "--plain", "--no-input", "--dry-run", "--read-only"]

  /// The arguments with the common options that stand before one of `commands` behind what belongs to it. A request
  /// for help needs none of them. Anything else is left as it is.
  package static func ordered(_ arguments: [String], commands: Set<String>) -> [String] {
    let index = place(in: arguments)
    guard index < arguments.count else { return arguments }
    let word = arguments[index]
    if ["-h", "--help", "--version"].contains(word), index > 0 || withoutOptions(arguments[1...]).isEmpty {
      return [word]
    }
    if word == "help" { return [word] + withoutOptions(arguments[(index + 1)...]) }
    guard index > 0, commands.contains(word) else { return arguments }
    let command = arguments[index...]
    let end = command.firstIndex(of: "--") ?? command.endIndex
    return Array(command[..<end]) + arguments[..<index] + command[end...]
  }

  /// The word that stands where a command is expected, when it is none of `commands`.
  package static func stranger(in arguments: [String], commands: Set<String>) -> String? {
    let index = place(in: arguments)
    guard index < arguments.count, !arguments[index].hasPrefix("-"), !commands.contains(arguments[index]) else {
      return nil
    }
    return arguments[index]
  }

  /// The value of `--lang`, wherever it stands before a lone `--`.
  package static func language(in arguments: [String]) -> String? {
    let own = arguments.prefix { $0 != "--" }
    if let joined = own.last(where: { $0.hasPrefix("--lang=") }) { return String(joined.dropFirst("--lang=".count)) }
    return own.firstIndex(of: "--lang").flatMap { $0 + 1 < own.count ? own[$0 + 1] : nil }
  }

  /// Where the first argument stands that is no common option; the number of arguments when there is none.
  private static func place(in arguments: [String]) -> Int {
    var index = 0
    while index < arguments.count, let width = width(of: arguments[index]) { index += width }
    return min(index, arguments.count)
  }

  private static func withoutOptions(_ arguments: ArraySlice<String>) -> [String] {
    var rest = arguments
    var kept: [String] = []
    while let argument = rest.first {
      guard let width = width(of: argument) else {
        kept.append(argument)
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(width)
    }
    return kept
  }

  /// How many arguments a common option takes up, itself included; `nil` for anything else.
  private static func width(of argument: String) -> Int? {
    if flags.contains(argument) { return 1 }
    let name = String(argument.prefix { $0 != "=" })
    guard options.contains(name) else { return nil }
    return name == argument ? 2 : 1
  }
}
