import Host

/// Reads what `tar --list` says of an archive.
enum TarListing {
  /// Entries by kind, from the first character of each line of `tar --list --verbose`:
  ///
  ///     drwxr-xr-x root/root         0 2026-11-22 13:37 ./
  ///     -rw-r--r-- root/root        12 2026-11-22 13:37 ./index.php
  ///     lrwxrwxrwx root/root         0 2026-11-22 13:37 ./public -> current
  static func kind(_ line: some Collection<UInt8>) -> FileFacts.Kind {
    switch line.first {
    case UInt8(ascii: "-"), UInt8(ascii: "h"): .file
    case UInt8(ascii: "d"): .folder
    case UInt8(ascii: "l"): .link
    default: .other
    }
  }

  /// Whether a name stays below the folder that it is extracted into.
  static func isSafe(_ name: some StringProtocol) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }
}
