/// A user whom commands are run as.
struct UnixUser: Sendable {
  let name: String
  let group: String

  /// What stands before a command line.
  var prefix: [String] { ["setpriv", "--reuid", name, "--regid", group, "--init-groups"] }
}
