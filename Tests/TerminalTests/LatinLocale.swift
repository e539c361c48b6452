import Host
import TestSupport

/// A French locale in ISO-8859-15, made for a test: few hosts have one.
enum LatinLocale {
  /// The variables that choose it; `nil` where the host has not even its sources (package `locales`): then C, which has
  /// no UTF-8 either, stands for it.
  static func make(in station: Station) async throws -> [String: String]? {
    let folder = station.folder.path + "/locales"
    try FileSystem.makeFolder(folder)
    guard SafePath.find("localedef") != nil, FileSystem.exists("/usr/share/i18n/charmaps/ISO-8859-15.gz") else {
      return nil
    }
    let made = try await station.run([
      "localedef", "-i", "fr_FR", "-f", "ISO-8859-15", "--no-archive", folder + "/fr_FR.ISO-8859-15",
    ])
    // 1 says that there were warnings.
    guard made.shellStatus <= 1 else { return nil }
    return ["LC_ALL": "fr_FR.ISO-8859-15", "LOCPATH": folder]
  }
}
