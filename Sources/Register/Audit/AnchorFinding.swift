import Maintenance

/// How the end of the audit and the end of its anchors fit together when a register is opened.
struct AnchorFinding {
  enum Kind: Equatable {
    case sound
    /// One row has no anchor yet, and it continues the chain: the process died between the two.
    case cutShort(Anchor)
    /// What no crash explains.
    case contradicted(LocalizedText)
  }

  let kind: Kind
  /// The number of the last row that was anchored, 0 for none.
  let last: Int64

  /// Compares the anchors at `path` with `head`, the last row of the register of that `identity`.
  ///
  /// A row is anchored before the next one is written, so a crash leaves one row without its anchor, never two.
  init(path: String, identity: String, head: AuditEntry?) {
    guard let ends = AnchorFile.ends(path: path) else {
      last = 0
      kind = head == nil ? .sound : .contradicted(Self.anchorsLost)
      return
    }
    last = ends.last?.sequence ?? 0
    let previous = ends.last?.hash ?? AuditChain.genesis(identity)
    guard ends.header == Anchor.header(identity) else {
      kind = .contradicted(Self.anchorsForeign)
      return
    }
    guard let head else {
      kind = last == 0 ? .sound : .contradicted(Self.disagree)
      return
    }
    if head.sequence == last, head.hash == ends.last?.hash {
      kind = .sound
    } else if head.sequence == last + 1, AuditChain.hash(of: head, after: previous) == head.hash {
      kind = .cutShort(Anchor(sequence: head.sequence, hash: head.hash, isHealed: true))
    } else {
      kind = .contradicted(Self.disagree)
    }
  }

  static let databaseLost = LocalizedText(
    french: "Le registre a disparu alors que ses ancres sont là : elles sont mises de côté",
    english: "The register is gone while its anchors are there: they are kept aside")
  static let anchorsLost = LocalizedText(
    french: "Les ancres du registre ont disparu", english: "The anchors of the register are gone")
  static let anchorsForeign = LocalizedText(
    french: "Les ancres sont celles d’un autre registre", english: "The anchors are those of another register")
  static let disagree = LocalizedText(
    french: "Le registre et ses ancres se contredisent", english: "The register and its anchors contradict each other")
}
