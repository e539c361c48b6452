import Drawing
import Maintenance

extension Commands {
  /// What can be done to a list or a panel, whatever it is about.
  static let lists: [Command] = []
}
