/// Where common options may stand: also before the command, `vigie --state DIR alert list`, as people type it.
package enum ArgumentOrder {
  private static let options: Set = ["--plan", "--state", "--lang", "--color", "--procfs", "--sysfs", "--rootfs"]
  private static let flags: Set = ["--json", "--plain", "--no-input", "--dry-run", "--read-only"]

  /// The arguments with the common options that stand before one of `commands` behind what belongs to it. Anything
  /// else is left as it is.
  package static func ordered(_ arguments: [String], commands: Set<String>) -> [String] {
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-") {
      let name = String(arguments[index].prefix { $0 != "=" })
      if flags.contains(arguments[index]) || options.contains(name) && name != arguments[index] {
        index += 1
      } else if options.contains(name), index + 1 < arguments.count {
        index += 2
      } else {
        return arguments
      }
    }
    guard index > 0, index < arguments.count, commands.contains(arguments[index]) else { return arguments }
    let command = arguments[index...]
    let end = command.firstIndex(of: "--") ?? command.endIndex
    return Array(command[..<end]) + arguments[..<index] + command[end...]
  }
}
