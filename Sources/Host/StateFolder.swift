/// The state folder of one plan and where everything lies in it.
public struct StateFolder: Sendable, Hashable {
  /// Absolute, without a trailing slash.
  public var path: String

  /// The state folder at a path.
  public init(_ path: String) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// `register.sqlite`, written by the agent alone.
  public var register: String { path + "/register.sqlite" }
  /// The socket on which the agent listens.
  public var socket: String { path + "/agent.sock" }
  /// The lock that the agent holds while it lives.
  public var agentLock: String { path + "/agent.lock" }
  /// What the agent said when it was started on the side.
  public var agentLog: String { path + "/agent.log" }
  /// One folder per operation.
  public var operations: String { path + "/operations" }
  /// One lock file per target.
  public var locks: String { path + "/locks" }
  /// Where backups are published unless the plan says otherwise.
  public var backups: String { path + "/backups" }
  /// What was last seen in each store.
  public var stores: String { path + "/stores" }
  /// The ids of the backups that have gone by the rules.
  public var pruned: String { path + "/pruned.json" }
  /// Reports of drills.
  public var reports: String { path + "/reports" }
  /// Since when the calendar is kept here.
  public var calendar: String { path + "/calendar" }
  /// What is being read of a database server's log; gone afterwards.
  public var logReading: String { path + "/log-reading" }
  /// The embedded application.
  public var sandbox: String { path + "/sandbox" }

  /// The folder of an operation.
  public func operation(_ id: String) -> String { operations + "/" + id }

  /// The lock of a target, `database:nationsounds`: the name made safe for a file, distinct for distinct targets.
  public func lock(_ target: String) -> String {
    let digits = Array("0123456789abcdef")
    let safe = target.utf8.map { byte -> String in
      let plain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x3A
      return plain ? String(UnicodeScalar(byte)) : "%" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
    return locks + "/" + safe.joined() + ".lock"
  }
}
