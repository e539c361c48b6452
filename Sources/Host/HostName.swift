/// The host's name for the header.
public enum HostName {
  /// `/proc/sys/kernel/hostname`, without its domain.
  public static func read(_ roots: Roots) -> String {
    let bytes = (try? FileSystem.read(roots.proc + "/sys/kernel/hostname", limit: 256)) ?? []
    let name = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: ".") }, as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }
}
