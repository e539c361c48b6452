import Glibc
import Host
import Maintenance

/// Looks around on a host for what a first plan would hold: units, web roots, databases, logs. It reads, and changes nothing.
public struct HostDiscovery: Sendable {
  private let host: Host
  private static let limitBytes = 1 << 20

  /// Looks around on `host`, below its root.
  public init(_ host: Host) { self.host = host }

  /// What is there; what cannot be read is not.
  public func look() async -> DiscoveredHost {
    var found = DiscoveredHost()
    found.services = KnownUnits.services(await units())
    found.timezone = zone
    let nginx = nginxSites
    found.webRoots = nginx.roots
    found.serverNames = nginx.names
    found.usesTLS = nginx.usesTLS
    let settings = nginx.roots.lazy.compactMap(settings).first
    found.engine = engine(of: found.services) ?? settings?.engine
    if let engine = found.engine { found.schema = schema(settings?.database, engine) }
    found.logs = logs(nginx)
    found.configuration = [
      "/etc/nginx", "/etc/apache2", "/etc/httpd", "/etc/php", "/etc/mysql", "/etc/systemd/system", "/etc/logrotate.d",
    ].filter(exists)
    return found
  }

  /// The names of all units: systemd is asked about this host, a copy of another one is looked at.
  private func units() async -> [String] {
    if host.roots.root.isEmpty {
      let command = Command(
        "systemctl", ["list-unit-files", "--type=service", "--no-legend", "--plain", "--no-pager"], limitSeconds: 5)
      if let result = try? await host.commands.run(command), result.isSuccess { return KnownUnits.parse(result.text) }
    }
    return ["/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system"].flatMap(names)
  }

  private var nginxSites: NginxSites {
    let folders = ["/etc/nginx/sites-enabled", "/etc/nginx/conf.d"]
    let files = ["/etc/nginx/nginx.conf"] + folders.flatMap { folder in names(folder).map { folder + "/" + $0 } }
    return NginxSites(files.compactMap(read).map { NginxSites($0) })
  }

  /// The settings of the application that is served from a root, which is its folder `public`.
  private func settings(_ root: String) -> ApplicationSettings? {
    read(FileSystem.parent(of: root) + "/.env").map { ApplicationSettings($0) }
  }

  private func engine(of services: [DiscoveredService]) -> DatabasePlan.Engine? {
    if services.contains(where: { $0.unit == "mariadb.service" }) { return .mariadb }
    if services.contains(where: { $0.unit.hasPrefix("mysql") }) { return .mysql }
    if exists("/etc/mysql/mariadb.conf.d") { return .mariadb }
    return exists("/etc/mysql") ? .mysql : nil
  }

  /// A name that can stand in a plan.
  private func schema(_ name: String?, _ engine: DatabasePlan.Engine) -> String? {
    guard let name else { return nil }
    if engine == .sqlite { return name.hasPrefix("/") ? name : nil }
    let isWord =
      (1...64).contains(name.count) && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
    return isWord ? name : nil
  }

  private func logs(_ nginx: NginxSites) -> [LogPlan] {
    let applications = nginx.roots.map { FileSystem.parent(of: $0) + "/storage/logs/laravel.log" }
    let candidates: [(String, [String], LogPlan.Format, LogType)] = [
      ("application", applications, .laravel, .application),
      ("nginx-error", nginx.errorLogs + ["/var/log/nginx/error.log"], .nginx, .access),
      ("nginx-access", nginx.accessLogs + ["/var/log/nginx/access.log"], .nginx, .access),
      ("system", ["/var/log/syslog", "/var/log/messages"], .syslog, .system),
      ("security", ["/var/log/auth.log", "/var/log/secure"], .syslog, .security),
      ("database", ["/var/log/mysql/error.log", "/var/log/mariadb/mariadb.log"], .plain, .system),
    ]
    return candidates.compactMap { name, paths, format, type in
      paths.first(where: exists).map { LogPlan(name: name, path: $0, format: format, type: type) }
    }
  }

  /// `/etc/timezone`, else what `/etc/localtime` points at (localtime(5)).
  private var zone: String? {
    if let text = read("/etc/timezone") {
      let name = text.prefix { !$0.isNewline }
      if Zone.isPlausibleName(String(name)) { return String(name) }
    }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(host.roots.root + "/etc/localtime", &buffer, buffer.count)
    guard count > 0 else { return nil }
    let target = String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    let parts = target.split(separator: "/")
    guard let index = parts.lastIndex(of: "zoneinfo") else { return nil }
    let name = parts[(index + 1)...].joined(separator: "/")
    return Zone.isPlausibleName(name) ? name : nil
  }

  private func exists(_ path: String) -> Bool { FileSystem.exists(host.roots.root + path) }
  private func names(_ folder: String) -> [String] { (try? FileSystem.names(in: host.roots.root + folder)) ?? [] }

  private func read(_ path: String) -> String? {
    guard let bytes = try? FileSystem.read(host.roots.root + path, limit: Self.limitBytes) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
