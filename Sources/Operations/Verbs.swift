/// Every verb that a step can call, once.
public enum Verbs {
  /// One line each.
  public static let all: [any Verb.Type] = [
    StartService.self,
    StopService.self,
    RestartService.self,
    ReloadService.self,
    BackUpDatabase.self,
    BackUpFolders.self,
    VerifyBackup.self,
    RebuildDatabase.self,
    ProveDatabase.self,
    SwapDatabase.self,
    CheckDatabase.self,
    ExtractFolder.self,
    ProveFolder.self,
    SwapFolder.self,
    CheckFolder.self,
    PauseWriters.self,
    ResumeWriters.self,
    CheckHealth.self,
  ]

  /// The verb of a name; `nil` when there is none.
  public static func named(_ name: String) -> (any Verb)? {
    all.first { $0.name == name }.map { $0.init() }
  }
}
