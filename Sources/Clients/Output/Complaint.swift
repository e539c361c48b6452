import Glibc
import Host
import Maintenance
import Wire

/// Why a command cannot do what it was asked: what is wrong, whose fault, the way out, and the exit status.
package struct Complaint: Error {
  package let text: LocalizedText
  package let status: Int32

  package init(french: String, english: String, status: Int32 = 1) {
    text = LocalizedText(french: french, english: english)
    self.status = status
  }

  package init(_ error: WireError) {
    switch error {
    case .noAgent(let path):
      self.init(
        french: "aucun agent n’écoute sur \(path) : lancez « vigie » ou « vigie agent »",
        english: "no agent listens at \(path): start \"vigie\" or \"vigie agent\"", status: 69)
    case .denied(let path):
      self.init(
        french: "\(path) : accès refusé ; ce dossier d’état est celui d’un autre utilisateur",
        english: "\(path): access denied; this state folder is another user's", status: 77)
    case .pathTooLong(let path):
      self.init(
        french: "\(path) : chemin de socket de plus de \(SocketPath.longest) octets ; choisissez un --state plus court",
        english: "\(path): a socket's path has at most \(SocketPath.longest) bytes; choose a shorter --state",
        status: 64)
    case .closed:
      self.init(french: "l’agent a fermé la connexion", english: "the agent closed the connection", status: 69)
    case .timeout(let seconds):
      self.init(
        french: "l’agent n’a pas répondu en \(Int(seconds)) s",
        english: "the agent did not answer within \(Int(seconds)) s",
        status: 69)
    case .refused(let refusal):
      self.init(
        french: refusal.message.text(in: .french), english: refusal.message.text(in: .english),
        status: refusal.kind == .notAllowed ? 77 : 1)
    case .malformed(let line):
      self.init(
        french: "l’agent parle une autre langue : \(line)", english: "the agent speaks another language: \(line)",
        status: 76)
    case .system(let call, let code):
      self.init(
        french: "\(call) : \(String(cString: strerror(code)))", english: "\(call): \(String(cString: strerror(code)))",
        status: 71)
    }
  }

  package static func stateFolder(_ fault: FileFault) -> Complaint {
    Complaint(
      french: "le dossier d’état n’est pas utilisable : \(fault) ; choisissez-en un autre avec --state",
      english: "the state folder cannot be used: \(fault); choose another with --state", status: 73)
  }

  package static func agentNotLaunched(_ error: CommandError) -> Complaint {
    Complaint(
      french: "l’agent n’a pas pu être lancé : \(error)", english: "the agent could not be started: \(error)",
      status: 71)
  }

  /// The agent of the state folder goes by another plan than the one that was named.
  package static func otherPlan(_ file: String?, wanted: String) -> Complaint {
    Complaint(
      french:
        "l’agent de ce dossier d’état suit \(file ?? "le bac à sable"), pas \(wanted) ; « vigie agent --stop » l’arrête, ou nommez un autre dossier avec --state",
      english:
        "the agent of this state folder goes by \(file ?? "the sandbox"), not by \(wanted); \"vigie agent --stop\" ends it, or name another folder with --state",
      status: 78)
  }

  /// The agent's own last words say why.
  package static func agentDidNotStart(status: Int32?, log: String) -> Complaint {
    let words = ((try? FileSystem.read(log, limit: 4096)).map { String(decoding: $0, as: UTF8.self) } ?? "")
      .split(separator: "\n").suffix(4).map { $0.hasPrefix("vigie: ") ? $0.dropFirst("vigie: ".count) : $0 }
      .joined(separator: "\n")
    let folder = FileSystem.parent(of: log)
    var space = statvfs()
    // A full file system takes no last words.
    if words.isEmpty, statvfs(folder, &space) == 0, space.f_bavail == 0 {
      return stateFolder(FileFault("write", folder, code: ENOSPC))
    }
    let french = words.isEmpty ? "l’agent n’est pas venu ; voyez \(log)" : words
    let english = words.isEmpty ? "the agent did not come up; see \(log)" : words
    return Complaint(french: french, english: english, status: status.map { $0 == 0 ? 69 : $0 } ?? 69)
  }
}
