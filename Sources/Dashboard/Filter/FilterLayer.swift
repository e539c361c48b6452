import Drawing
import Maintenance

/// The line in which a filter is typed, in the place of the hints; the list shows what it leaves.
enum FilterLayer {
  static func draw(_ filter: FilterEntry, _ model: Model, _ frame: Frame, _ canvas: inout Canvas) {
    PaletteLayer.drawEntry("/", filter.entry, frame, &canvas)
  }
}
