import Glibc
import Maintenance

/// A plan file on disk.
public enum PlanFile {
  /// Opens the file, refuses it when others may write it (``PlanOwnership``), and loads it. What is judged is the opened
  /// file itself, not a name that may point elsewhere a moment later.
  public static func load(
    path: String, isKnownZone: (String) -> Bool = Zone.isPlausibleName
  ) throws(PlanFaults) -> LoadedPlan {
    try PlanLoader.load(bytes: read(path: path), file: path, isKnownZone: isKnownZone)
  }

  private static func read(path: String) throws(PlanFaults) -> [UInt8] {
    // O_NONBLOCK: a named pipe in place of the file must not hold the start for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw PlanFaults([
        PlanFault(
          file: path, message: LocalizedText(french: "ce n'est pas un fichier", english: "this is not a file"))
      ])
    }
    if let fault = PlanOwnership.fault(file: path, mode: status.st_mode, owner: status.st_uid, uid: geteuid()) {
      throw PlanFaults([fault])
    }
    var bytes: [UInt8] = []
    // One byte more than is read at most, so that the loader sees that there is more.
    while bytes.count <= YAMLText.longestBytes {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(path, errno) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  private static func fault(_ path: String, _ code: Int32) -> PlanFaults {
    let reason = String(cString: strerror(code))
    return PlanFaults([
      PlanFault(
        file: path,
        message: LocalizedText(french: "fichier illisible : \(reason)", english: "cannot be read: \(reason)"))
    ])
  }
}
