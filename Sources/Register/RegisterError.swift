import Maintenance

/// Why the register could not do what it was asked: what kind of fault, on which file, and what was found.
public struct RegisterError: Error, Sendable, Equatable {
  /// The kinds of fault, by what a person can do about them.
  public enum Kind: String, Sendable, CaseIterable {
    /// The state folder cannot be written, or not be entered.
    case unwritableFolder
    /// The disk that holds the state folder is full.
    case diskFull
    /// The file is no longer a sound SQLite database.
    case corrupt
    /// A sound SQLite database that some other program made.
    case foreign
    /// A newer vigie has written this register.
    case newerSchema
    /// An older vigie has written this register, and the caller may not migrate it.
    case olderSchema
    /// Another process is writing.
    case locked
    /// There is no register in the folder.
    case missing
    /// The disk answers with errors.
    case inputOutput
    /// What was asked for is not in the register.
    case unknownRecord
    /// A row is there but cannot be read as what it should be.
    case damagedRow
    /// The row is stored, but its anchor could not be written; it is retried at the next row.
    case anchorUnwritten
    /// SQLite refused a statement.
    case refused
  }

  /// The kind of fault.
  public var kind: Kind
  /// The file or folder at fault.
  public var path: String
  /// What was found, in the words of the system or of SQLite; not translated.
  public var detail: String

  /// A fault with its culprit.
  public init(_ kind: Kind, path: String, detail: String = "") {
    self.kind = kind
    self.path = path
    self.detail = detail
  }

  /// The fault and the way out, for a person.
  public var message: LocalizedText {
    let (french, english) = wording
    let tail = detail.isEmpty ? "" : " (\(detail))"
    return LocalizedText(french: french + tail, english: english + tail)
  }

  private var wording: (french: String, english: String) {
    switch kind {
    case .unwritableFolder:
      (
        "\(path) : impossible d’y écrire. Donnez-en le droit à cet utilisateur ou choisissez un autre dossier avec --state",
        "\(path): cannot be written. Give this user the right to it or choose another folder with --state"
      )
    case .diskFull:
      (
        "\(path) : le disque est plein. Libérez de la place ; rien de ce qui était enregistré n’est perdu",
        "\(path): the disk is full. Free some space; nothing that was recorded is lost"
      )
    case .corrupt:
      (
        "\(path) : le registre est abîmé. Relancez l’agent : il met ce fichier de côté et en commence un nouveau",
        "\(path): the register is corrupt. Restart the agent: it keeps this file aside and begins a new one"
      )
    case .foreign:
      (
        "\(path) : cette base SQLite n’est pas un registre de vigie. Déplacez-la ou choisissez un autre dossier avec --state",
        "\(path): this SQLite database is not a register of vigie. Move it or choose another folder with --state"
      )
    case .newerSchema:
      (
        "\(path) : écrit par une version plus récente de vigie. Installez cette version ou choisissez un autre dossier avec --state",
        "\(path): written by a newer vigie. Install that version or choose another folder with --state"
      )
    case .olderSchema:
      (
        "\(path) : écrit par une version plus ancienne de vigie. Lancez l’agent une fois : il le met à jour",
        "\(path): written by an older vigie. Start the agent once: it brings the register up to date"
      )
    case .locked:
      (
        "\(path) : un autre processus écrit dans le registre. Attendez-le, ou arrêtez le second agent",
        "\(path): another process is writing to the register. Wait for it, or stop the second agent"
      )
    case .missing:
      (
        "\(path) : pas de registre ici. Lancez l’agent, ou donnez le bon dossier avec --state",
        "\(path): no register here. Start the agent, or give the right folder with --state"
      )
    case .inputOutput:
      (
        "\(path) : le disque répond par une erreur. Regardez dmesg et l’état du disque",
        "\(path): the disk answers with an error. Look at dmesg and at the disk's health"
      )
    case .unknownRecord:
      ("\(path) : le registre ne connaît pas cet élément", "\(path): the register does not know this item")
    case .damagedRow:
      (
        "\(path) : une ligne du registre est illisible. Lancez « vigie register verify »",
        "\(path): a row of the register cannot be read. Run `vigie register verify`"
      )
    case .anchorUnwritten:
      (
        "\(path) : enregistré, mais l’ancre de la ligne n’a pas pu être écrite ; elle le sera avec la suivante",
        "\(path): recorded, but the row's anchor could not be written; it will be with the next row"
      )
    case .refused:
      ("\(path) : SQLite a refusé l’écriture", "\(path): SQLite refused the write")
    }
  }
}

extension RegisterError: CustomStringConvertible {
  /// The message in English, for logs.
  public var description: String { message.text(in: .english) }
}
