import Host
import Maintenance
import Operations

extension Engine {
  /// How often the configuration is compared with its newest backup, in seconds.
  static let comparingSeconds: Double = 60

  /// Notices since when the configuration is other than in its newest backup. Read beside everything else: a folder may hang.
  func compareConfiguration() async {
    let plan = configuration.plan
    guard plan.backups.contains(where: { $0.leg == .configurationFull && $0.triggers.contains(.onChange) }),
      configuration.unusedSeconds == nil, host.clock.bootSeconds() - comparedAtBootSeconds >= Self.comparingSeconds
    else { return }
    comparedAtBootSeconds = host.clock.bootSeconds()
    let found = await withCheckedContinuation { answer in
      let hasThread = startThread { answer.resume(returning: Fingerprint.of(.configuration, plan: plan)) }
      if !hasThread { answer.resume(returning: nil) }
    }
    let newest = fold.backups.first { $0.leg == .configurationFull }?.backups.value?.first { $0.fault == nil }
    let folder = plan.folders.backups ?? configuration.state.backups
    let saved = newest.flatMap { Catalogue.manifest(backups: folder, id: $0.id)?.digests?[Fingerprint.key] }
    // Never saved is not a change: the leg's other triggers say when the first one is due.
    guard let found, let saved, found != saved else {
      configurationChangedSince = nil
      changedFingerprint = nil
      return
    }
    // Counted from the last change that was noticed: what is still being worked on is not saved yet.
    if changedFingerprint != found {
      changedFingerprint = found
      configurationChangedSince = now
    }
  }
}
