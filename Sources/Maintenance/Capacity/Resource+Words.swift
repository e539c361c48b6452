extension Resource {
  /// A resource of the capacity plan, in at most seven cells.
  public var words: LocalizedText {
    switch self {
    case .cpu: LocalizedText("CPU")
    case .memory: LocalizedText(french: "Mémoire", english: "Memory")
    case .disk: LocalizedText(french: "Disque", english: "Disk")
    case .connections: LocalizedText(french: "Connex.", english: "Conn.")
    }
  }
}
