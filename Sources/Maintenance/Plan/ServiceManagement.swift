/// Who runs a service, and so how its condition is read and how it is started and stopped.
public enum ServiceManagement: Codable, Sendable, Equatable {
  /// A systemd unit, `nginx.service`.
  case unit(String)
  /// A daemon that writes its pid into a file; `start` is the argv that starts it (empty: cannot be started from
  /// here). It is stopped with SIGTERM.
  case pidfile(path: String, start: [String])
  /// Any process of that name; seen, not controlled.
  case process(name: String)
  /// Only asked over the network.
  case none
}
