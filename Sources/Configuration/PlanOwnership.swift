import Maintenance

/// Who may write a plan file. Whoever can, decides what runs with vigie's rights: a file that others can change is refused.
public enum PlanOwnership {
  /// The fault of a file with this owner and mode, read by `uid`; `nil` when root or `uid` owns it and nobody else may
  /// write it.
  ///
  /// - Parameter mode: the permission bits of `stat(2)`; the file type bits are ignored.
  public static func fault(file: String, mode: UInt32, owner: UInt32, uid: UInt32) -> PlanFault? {
    if owner != 0 && owner != uid {
      return PlanFault(
        file: file,
        message: LocalizedText(
          french: "le fichier appartient à l'uid \(owner) ; attendu : root ou l'uid \(uid)",
          english: "the file belongs to uid \(owner); expected root or uid \(uid)"))
    }
    guard mode & 0o022 != 0 else { return nil }
    let shown = String(mode & 0o7777, radix: 8)
    return PlanFault(
      file: file,
      message: LocalizedText(
        french: "d'autres que le propriétaire peuvent écrire le fichier (mode \(shown)) ; attendu : chmod go-w",
        english: "others than the owner may write the file (mode \(shown)); expected chmod go-w"))
  }
}
