import Drawing
import Maintenance

/// What a person's own folder says of keys and themes, and everything that is wrong in it.
public struct PersonalAppearance: Sendable, Equatable {
  /// The keys of `keys.yaml` by the name of the command; empty when the file is missing or cannot be used.
  public var keys: [String: [Key]] = [:]
  /// The themes of `themes/*.yaml` that can be used, in the order of their files.
  public var themes: [Theme] = []
  /// The faults of all files, in the order of the files.
  public var faults: [PlanFault] = []

  /// Nothing of one's own.
  public init() {}

  /// The names of the themes.
  public var themeNames: [String] { themes.map(\.name) }

  /// Reads `keys.yaml` and `themes/*.yaml` of a folder. What is missing changes nothing; a file with a fault is left
  /// out whole, and its faults are named with the file's path below the folder.
  ///
  /// - Parameters:
  ///   - folder: the folder, an absolute path.
  ///   - table: the commands there are.
  public static func read(folder: String, table: BindingTable) -> PersonalAppearance {
    var read = PersonalAppearance()
    do throws(PlanFaults) {
      let name = "keys.yaml"
      if let bytes = try RegularFile.read(folder + "/" + name, named: name) {
        read.keys = try KeysLoader.load(bytes: bytes, file: name, table: table)
      }
    } catch { read.faults += error.faults }
    for file in RegularFile.names(in: folder + "/themes", ending: ".yaml") {
      let name = "themes/" + file
      do throws(PlanFaults) {
        guard let bytes = try RegularFile.read(folder + "/" + name, named: name) else { continue }
        let theme = try ThemeLoader.load(bytes: bytes, file: name)
        guard !read.themeNames.contains(theme.name) else {
          throw PlanFaults([
            PlanFault(
              file: name, path: "name",
              message: LocalizedText(
                french: "un autre fichier d’avant s’appelle déjà « \(theme.name) » ; donnez un autre nom à ce thème",
                english: "a file before this one is called “\(theme.name)” already; give this theme another name"))
          ])
        }
        read.themes.append(theme)
      } catch { read.faults += error.faults }
    }
    return read
  }
}
