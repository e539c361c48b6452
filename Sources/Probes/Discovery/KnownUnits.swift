import Maintenance

/// The units of web servers, PHP and databases among all units of a host.
enum KnownUnits {
  /// The unit names of `systemctl list-unit-files --no-legend --plain`, whose lines begin with them:
  ///
  ///     nginx.service          enabled  enabled
  ///     php8.2-fpm.service     enabled  enabled
  static func parse(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      line.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
  }

  /// The services that a plan would watch. Of a unit and its aliases (`mariadb`, `mysql`, `mysqld`) the first is taken.
  static func services(_ units: [String]) -> [DiscoveredService] {
    let names = Set(units.filter { $0.hasSuffix(".service") }.map { String($0.dropLast(".service".count)) })
    var services: [DiscoveredService] = []
    func add(_ name: String, _ candidates: [String], port: Int? = nil) {
      guard let unit = candidates.first(where: names.contains) else { return }
      services.append(DiscoveredService(name: name, unit: unit + ".service", port: port))
    }
    add("nginx", ["nginx"], port: 80)
    add("apache", ["apache2", "httpd"], port: 80)
    // Debian has a unit for each version of PHP; the newest is taken.
    let php = names.filter(isPHP).sorted { version($0).lexicographicallyPrecedes(version($1)) }
    add("php-fpm", php.reversed())
    let database = ["mariadb", "mysql", "mysqld"]
    add(names.contains("mariadb") ? "mariadb" : "mysql", database, port: 3306)
    return services
  }

  private static func isPHP(_ name: String) -> Bool {
    guard name.hasPrefix("php"), name.hasSuffix("-fpm") else { return false }
    return name.dropFirst(3).dropLast(4).allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
  }

  private static func version(_ name: String) -> [Int] {
    name.dropFirst(3).dropLast(4).split(separator: ".").map { Int($0) ?? 0 }
  }
}
