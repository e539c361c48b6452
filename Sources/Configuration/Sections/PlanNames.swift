import Maintenance
import Yams

/// The names that the sections of a plan give, read before anything else, so that one section may refer to another in any
/// order.
struct PlanNames {
  var services: [String] = []
  var databases: [String] = []
  var resources: [String] = []
  var tasks: [String] = []
  var logs: [String] = []
  var windows: [String] = []
  var contacts: [String] = []
  var channels: [String] = []
  var audiences: [String] = []
  var templates: [String] = []
  var runbooks: [String] = []
  var stores: [String] = []
  /// The titles of the contacts' roles, for the tasks that they own.
  var roles: [String: LocalizedText] = [:]

  /// No names.
  init() {}

  /// The names of a plan, without reporting anything.
  init(_ root: Section) {
    func keys(_ section: String) -> [String] { root[section]?.keys ?? [] }
    services = keys("services")
    databases = keys("databases")
    resources = keys("capacity")
    logs = keys("logs")
    windows = keys("windows")
    contacts = keys("contacts")
    channels = keys("channels")
    audiences = keys("audiences")
    templates = keys("templates")
    runbooks = keys("runbooks")
    stores = keys("stores")
    for period in root["rounds"]?.node.mapping?.values.map({ $0 }) ?? [] {
      for task in period.sequence?.map({ $0 }) ?? [] {
        if let name = task.mapping?["task"]?.scalar?.string { tasks.append(name) }
      }
    }
  }
}
