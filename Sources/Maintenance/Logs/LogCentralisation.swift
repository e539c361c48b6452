/// Where the logs of all hosts come together to be searched.
public struct LogCentralisation: Codable, Sendable, Hashable {
  /// The program that reads the files.
  public var collector: String
  /// The program that keeps and searches them.
  public var search: String
  /// The program that shows them.
  public var view: String
  /// `host:port` of the search.
  public var hosts: [String]
  /// The name of the index of a day; `%{+YYYY.MM.dd}` is the date.
  public var index: String
  /// The names of the logs of the plan that are collected.
  public var sources: [String]

  /// A centralisation.
  public init(collector: String, search: String, view: String, hosts: [String], index: String, sources: [String]) {
    self.collector = collector
    self.search = search
    self.view = view
    self.hosts = hosts
    self.index = index
    self.sources = sources
  }
}
