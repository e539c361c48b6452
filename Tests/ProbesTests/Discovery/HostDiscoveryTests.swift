import Host
import Maintenance
import TestSupport
import Testing

@testable import Probes

@Suite struct HostDiscoveryTests {
  static let site = """
    # server { root /not/this; }
    server {
        listen [::]:443 ssl http2;
        server_name nationsounds.example www.nationsounds.example *.wild.example _;
        root "/var/www/nationsounds/public"; # the public folder
        error_log /var/log/nginx/sounds.error.log warn;
        access_log off;
        location / { root $document_root/x; try_files $uri /index.php; }
    }
    """

  private static func host(_ root: String, _ runner: ScriptedRunner = ScriptedRunner()) -> Host {
    Host(clock: ManualClock(), roots: Roots(root: root), commands: runner)
  }

  private static func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("etc/nginx/nginx.conf", "http { include x; access_log /var/log/nginx/access.log; }\n")
    try folder.write("etc/nginx/sites-enabled/sounds", site)
    try folder.write("etc/mysql/mariadb.conf.d/50-server.cnf", "[mysqld]\n")
    try folder.write("etc/php/8.2/fpm/php.ini", "")
    try folder.write("etc/timezone", "Europe/Paris\n")
    for unit in ["nginx", "php7.4-fpm", "php8.2-fpm", "php8.10-fpm", "mariadb", "mysql", "cron", "php-fake-fpm"] {
      try folder.write("lib/systemd/system/\(unit).service", "[Unit]\n")
    }
    try folder.write("var/www/nationsounds/.env", "DB_CONNECTION=mysql\nDB_DATABASE=\"sounds\"\nDB_PASSWORD=hunter2\n")
    try folder.write("var/www/nationsounds/storage/logs/laravel.log", "")
    for log in ["nginx/access.log", "nginx/sounds.error.log", "syslog", "auth.log"] {
      try folder.write("var/log/\(log)", "")
    }
    return folder
  }

  @Test func findsWhatRunsAndWhatItServes() async throws {
    let folder = try Self.tree()
    let found = await HostDiscovery(Self.host(folder.path)).look()
    #expect(
      found.services == [
        DiscoveredService(name: "nginx", unit: "nginx.service", port: 80),
        DiscoveredService(name: "php-fpm", unit: "php8.10-fpm.service"),
        DiscoveredService(name: "mariadb", unit: "mariadb.service", port: 3306),
      ])
    #expect(found.engine == .mariadb && found.schema == "sounds")
    #expect(found.webRoots == ["/var/www/nationsounds/public"])
    #expect(found.serverNames == ["nationsounds.example", "www.nationsounds.example"] && found.usesTLS)
    #expect(found.timezone == "Europe/Paris")
    #expect(found.configuration == ["/etc/nginx", "/etc/php", "/etc/mysql"])
    #expect(
      found.logs.map(\.path) == [
        "/var/www/nationsounds/storage/logs/laravel.log", "/var/log/nginx/sounds.error.log",
        "/var/log/nginx/access.log", "/var/log/syslog", "/var/log/auth.log",
      ])
    #expect(!"\(found)".contains("hunter2"))
  }

  @Test func asksSystemdAboutThisHostOnly() async throws {
    let runner = ScriptedRunner()
    runner.on(
      "systemctl", ["list-unit-files"],
      output: "nginx.service enabled enabled\nmysqld.service disabled disabled\n\nbroken\n")
    let found = await HostDiscovery(Self.host("", runner)).look()
    #expect(found.services.map(\.unit) == ["nginx.service", "mysqld.service"])
    #expect(found.services.map(\.name) == ["nginx", "mysql"])
    #expect(runner.commands.count == 1)
  }

  @Test func anEmptyHostHasNothing() async throws {
    let folder = try TemporaryFolder()
    let found = await HostDiscovery(Self.host(folder.path)).look()
    #expect(found == DiscoveredHost())
  }

  @Test func hostileSettingsDoNotReachThePlan() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "etc/nginx/conf.d/a.conf",
      "server { root /a/../b; root '/x y'; server_name \"a\u{1B}[31m.example\" -x.example .y.example; listen 80; } root"
    )
    try folder.write("etc/timezone", "../../etc/passwd\n")
    let found = await HostDiscovery(Self.host(folder.path)).look()
    #expect(found.webRoots.isEmpty && found.serverNames.isEmpty && !found.usesTLS && found.timezone == nil)
  }
}
