/// Which boot this is: a clock that counts since boot means nothing in the next one.
public enum BootID {
  /// `/proc/sys/kernel/random/boot_id` (proc_sys_kernel(5)); without it, one boot looks like the other.
  public static func read(_ roots: Roots) -> String {
    let bytes = (try? FileSystem.read(roots.proc + "/sys/kernel/random/boot_id", limit: 64)) ?? []
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
