import Maintenance

/// One thing that a restore brings back, and from what.
struct RestorePart {
  /// Where the earlier state comes from.
  enum Source {
    /// A backup, and for a server's schema the moment up to which its log is followed.
    case backup(String, moment: Timestamp?)
    /// What an earlier operation has set aside.
    case kept(operation: String)
  }

  let scope: RestoreScope
  let source: Source
  /// Whether it is a schema of a server, which stays up.
  let isServed: Bool
  /// The name of what is restored, as the plan has it.
  let name: String
  /// What is locked.
  let lock: String

  init(_ scope: RestoreScope, from source: Source, plan: Plan) {
    let target = Target(scope, plan: plan)
    self.scope = scope
    self.source = source
    isServed = scope == .database && Order.isServer(plan)
    name = target.name
    lock = target.lock
  }

  /// The full leg of what is restored: its safety copy is one.
  var leg: BackupLeg {
    switch scope {
    case .database: .databaseFull
    case .files: .filesFull
    case .configuration: .configurationFull
    }
  }

  /// The verbs of each stage, by what is restored.
  var verbs: (rebuild: [String], copy: String, swap: String, check: String) {
    switch (scope, isServed) {
    case (.database, true):
      ([RebuildSchema.name, StageSchema.name], BackUpSchema.name, SwapSchema.name, CheckSchema.name)
    case (.database, false):
      ([RebuildDatabase.name, ProveDatabase.name], BackUpDatabase.name, SwapDatabase.name, CheckDatabase.name)
    case (.files, _): ([ExtractFolder.name, ProveFolder.name], BackUpFolders.name, SwapFolder.name, CheckFolder.name)
    case (.configuration, _):
      (
        [ExtractFolder.name, ProveFolder.name, CompareFolders.name, TestConfiguration.name], BackUpFolders.name,
        SwapFolder.name, CheckFolder.name
      )
    }
  }
}
