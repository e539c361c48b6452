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
    BackUpSchema.self,
    BackUpBinlogs.self,
    VerifyBackup.self,
    PruneBackups.self,
    DropAside.self,
    ReportBackups.self,
    RebuildDatabase.self,
    ProveDatabase.self,
    SwapDatabase.self,
    CheckDatabase.self,
    RebuildSchema.self,
    StageSchema.self,
    SwapSchema.self,
    StartEvents.self,
    SelectRows.self,
    CompareRows.self,
    ApplyRows.self,
    UndoRows.self,
    LoadSchema.self,
    CheckSchema.self,
    ExtractFolder.self,
    ProveFolder.self,
    SwapFolder.self,
    CheckFolder.self,
    CompareFolders.self,
    TestConfiguration.self,
    RunCommand.self,
    OpenDisk.self,
    CloseDisk.self,
    CopyBackups.self,
    PruneStore.self,
    PurgeBinlogs.self,
    ArchiveBackups.self,
    ThawBackups.self,
    FetchBackups.self,
    DrillRestore.self,
    WriteDrillReport.self,
    BeginMaintenance.self,
    EndMaintenance.self,
    PauseWriters.self,
    ResumeWriters.self,
    CheckHealth.self,
  ]

  /// The verb of a name; `nil` when there is none.
  public static func named(_ name: String) -> (any Verb)? {
    all.first { $0.name == name }.map { $0.init() }
  }
}
