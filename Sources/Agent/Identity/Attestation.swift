import Glibc
import Maintenance
import Wire

/// Who is at the other end of the socket, and what they may do, as the kernel and the group database say it.
struct Attestation: Sendable {
  let access: AccessPlan
  /// The owner of the state folder: root, or the person whose own sandbox this is.
  let ownerUID: UInt32

  /// The person behind a peer. The audit login uid survives `sudo`; where it is not set (4294967295), as outside a
  /// login session, the peer's own uid stands.
  func person(of peer: Peer) -> Operator {
    let login = Attestation.loginUID(pid: peer.pid) ?? peer.uid
    return Operator(
      name: Attestation.userName(login) ?? "uid \(login)", uid: login, actingAs: login == peer.uid ? nil : peer.uid)
  }

  /// What the person may do; `nil`: not even look.
  func role(of peer: Peer) -> Role? {
    if peer.uid == 0 || peer.uid == ownerUID { return .administrator }
    let groups = Attestation.groups(uid: peer.uid, primary: peer.gid)
    if !groups.isDisjoint(with: access.administrators) { return .administrator }
    if !groups.isDisjoint(with: access.operators) { return .operator }
    if !groups.isDisjoint(with: access.observers) { return .observer }
    return nil
  }

  /// Whether any of the plan's groups is known to this host, so that others than the owner may come.
  var hasGroups: Bool {
    (access.administrators + access.operators + access.observers).contains { getgrnam($0) != nil }
  }

  /// `/proc/PID/loginuid` (proc_pid_loginuid(5)); `nil` when it is not set or not readable.
  private static func loginUID(pid: Int32) -> UInt32? {
    let file = open("/proc/\(pid)/loginuid", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(file, &bytes, bytes.count)
    guard count > 0, let uid = UInt32(String(decoding: bytes[..<count], as: UTF8.self)), uid != .max else { return nil }
    return uid
  }

  private static func userName(_ uid: UInt32) -> String? {
    guard let entry = getpwuid(uid), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }

  /// The names of a user's groups.
  private static func groups(uid: UInt32, primary: UInt32) -> Set<String> {
    var ids: [gid_t] = [primary]
    if let entry = getpwuid(uid), let name = entry.pointee.pw_name {
      var count = Int32(64)
      ids = [gid_t](repeating: 0, count: Int(count))
      if getgrouplist(name, primary, &ids, &count) < 0 {
        ids = [gid_t](repeating: 0, count: Int(count))
        getgrouplist(name, primary, &ids, &count)
      }
      ids = Array(ids.prefix(Int(count)))
    }
    return Set(ids.compactMap { getgrgid($0).flatMap { entry in entry.pointee.gr_name.map { String(cString: $0) } } })
  }
}
