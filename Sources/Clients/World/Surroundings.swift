import Glibc
import Host
import Maintenance

/// What the process was started in: its environment and its options, turned into values once.
package struct Surroundings {
  package let options: ClientOptions
  package let state: StateFolder
  /// The plan's file; `nil`: the sandbox.
  package let planFile: String?

  private static let installedPlan = "/etc/vigie/plan.yaml"

  package init(_ options: ClientOptions) {
    self.options = options
    planFile = options.plan.map(Self.absolute) ?? (FileSystem.exists(Self.installedPlan) ? Self.installedPlan : nil)
    let folder =
      options.state
      ?? (planFile == Self.installedPlan ? "/var/lib/vigie" : Self.personalStateFolder())
    state = StateFolder(Self.absolute(folder))
  }

  /// The state of the plan's file, to be compared with that of another time; `nil` for the sandbox.
  package var planStamp: String? {
    planFile.flatMap { FileSystem.facts($0) }.map { "\($0.modifiedNanoseconds)/\($0.bytes)" }
  }

  package var host: Host { Host(clock: SystemClock(), roots: options.roots, commands: SubprocessRunner()) }

  /// The language by option and locale; the plan's stands between the two, where it is known.
  package func language(plan: Language?) -> Language {
    if let lang = options.lang, let language = Language(rawValue: lang) { return language }
    return plan ?? Self.localeLanguage
  }

  /// `LC_ALL`, `LC_MESSAGES`, `LANG`: the first that is set says it (locale(7)).
  package static var localeLanguage: Language {
    let name = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap(variable).first { !$0.isEmpty } ?? ""
    return name.hasPrefix("fr") ? .french : .english
  }

  package static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// The absolute path of this program.
  package static var executable: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return count > 0
      ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : CommandLine.arguments[0]
  }

  /// The engine's program: beside this one, or where an installation keeps it.
  package static var enginePath: String {
    let folder = FileSystem.parent(of: executable)
    let places = [folder + "/vigie-engine", FileSystem.parent(of: folder) + "/libexec/vigie/vigie-engine"]
    return places.first(where: FileSystem.exists) ?? places[0]
  }

  /// The program as a person starts it, and the options that lead it from anywhere to this plan and this state folder.
  package var commandWords: [String] {
    let beside = FileSystem.parent(of: Self.executable) + "/vigie"
    let program = FileSystem.exists(beside) ? beside : Self.executable
    let isInstalled = planFile == Self.installedPlan && options.state == nil
    let plan = isInstalled ? [] : planFile.map { ["--plan", $0] } ?? []
    return [program] + plan + (isInstalled ? [] : ["--state", state.path])
  }

  /// `$XDG_STATE_HOME/vigie`, else `~/.local/state/vigie` (XDG Base Directory Specification).
  private static func personalStateFolder() -> String { personalFolder("XDG_STATE_HOME", ".local/state") }

  /// `$XDG_CONFIG_HOME/vigie`, else `~/.config/vigie`: the person's own keys and themes.
  package static var personalConfiguration: String { personalFolder("XDG_CONFIG_HOME", ".config") }

  private static func personalFolder(_ name: String, _ usual: String) -> String {
    if let folder = variable(name), folder.hasPrefix("/") { return folder + "/vigie" }
    let home = variable("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? passwdHome() ?? "/"
    return (home == "/" ? "" : home) + "/\(usual)/vigie"
  }

  private static func passwdHome() -> String? {
    getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
  }

  private static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else { return path }
    let folder = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return folder + "/" + path
  }
}
