import Glibc
import Maintenance

/// The bytes of a file that a person writes, read without trusting what stands at its name.
enum RegularFile {
  /// The content; `nil` when there is nothing at the path.
  ///
  /// - Parameters:
  ///   - name: how the file is called in the faults.
  ///   - judge: says what speaks against using the opened file, from its mode and owner.
  static func read(
    _ path: String, named name: String, judge: (_ mode: UInt32, _ owner: UInt32) -> PlanFault? = { _, _ in nil }
  ) throws(PlanFaults) -> [UInt8]? {
    // O_NONBLOCK: a named pipe in place of the file must not hold the start for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw unreadable(name, errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(name, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw PlanFaults([
        PlanFault(
          file: name, message: LocalizedText(french: "ce n'est pas un fichier", english: "this is not a file"))
      ])
    }
    if let fault = judge(status.st_mode, status.st_uid) { throw PlanFaults([fault]) }
    var bytes: [UInt8] = []
    // One byte more than is read at most, so that the loader sees that there is more.
    while bytes.count <= YAMLText.longestBytes {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(name, errno) }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// The names in a folder with that ending, sorted; none when there is no such folder.
  static func names(in folder: String, ending: String) -> [String] {
    guard let opened = opendir(folder) else { return [] }
    defer { closedir(opened) }
    var names: [String] = []
    while let entry = readdir(opened) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      // Editors leave hidden files beside the one they write.
      if name.hasSuffix(ending) && !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func unreadable(_ name: String, _ code: Int32) -> PlanFaults {
    let reason = String(cString: strerror(code))
    return PlanFaults([
      PlanFault(
        file: name,
        message: LocalizedText(french: "fichier illisible : \(reason)", english: "cannot be read: \(reason)"))
    ])
  }
}
