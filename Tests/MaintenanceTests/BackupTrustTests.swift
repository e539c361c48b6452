import Maintenance
import Testing

@Suite struct BackupTrustTests {
  private let day: Double = 86_400
  private let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)

  private func found(
    _ id: String, day number: Double, bytes: UInt64 = 1000, fault: String? = nil,
    evidence: BackupEvidence = BackupEvidence()
  )
    -> BackupFacts
  {
    let manifest = BackupManifest(
      id: id, leg: .databaseFull, takenAt: Timestamp(seconds: number * day), durationSeconds: 1, host: "h",
      application: "a", artefacts: [BackupArtefact(name: "f", bytes: bytes, sha256: "")], contents: [:], commands: [])
    return BackupFacts(manifest: manifest, fault: fault, evidence: evidence)
  }

  private func judge(_ found: [BackupFacts], atDay number: Double) -> [BackupSummary] {
    BackupTrust.catalogue(found, plan: plan, now: Timestamp(seconds: number * day))
  }

  @Test func theLadderIsClimbedRungByRung() {
    let verified = BackupEvidence(verifiedAt: Timestamp(seconds: 10))
    let restored = BackupEvidence(verifiedAt: Timestamp(seconds: 10), restoredAt: Timestamp(seconds: 11))
    #expect(judge([found("a", day: 10)], atDay: 10.5)[0].trust == .plausible)
    #expect(judge([found("a", day: 10, evidence: verified)], atDay: 10.5)[0].trust == .complete)
    #expect(judge([found("a", day: 10, evidence: restored)], atDay: 10.5)[0].trust == .restored)
    #expect(judge([found("a", day: 10, evidence: restored)], atDay: 11.3)[0].trust == .exists)
    #expect(judge([found("a", day: 10, fault: "f: missing")], atDay: 10.5)[0].trust == .none)
    let failed = judge([found("a", day: 10, evidence: BackupEvidence(fault: "checksum"))], atDay: 10.5)[0]
    #expect(failed.trust == .fresh && failed.fault == "checksum")
  }

  @Test func aSafetyCopyIsToldApartAndAParentIsNamed() {
    var safety = found("s", day: 2)
    safety.manifest.remarks = [BackupManifest.safetyRemark]
    var child = found("c", day: 1)
    child.manifest.parent = "p"
    let list = judge([safety, child], atDay: 2.1)
    #expect(list.map(\.isSafetyCopy) == [true, false] && list.map(\.parent) == [nil, "p"])
  }

  @Test func whatABackupHoldsIsCountedByItsLeg() {
    func contents(_ leg: BackupLeg, _ contents: [String: Int]) -> BackupContents? {
      var facts = found("x", day: 1)
      (facts.manifest.leg, facts.manifest.contents) = (leg, contents)
      return judge([facts], atDay: 1)[0].contents
    }
    #expect(contents(.databaseFull, ["users": 3, "bookings": 4, "(table)": 2]) == .rows(7))
    #expect(contents(.filesFull, ["file": 5, "folder": 2, "(tree)": 90]) == .files(5))
    #expect(contents(.configurationFull, ["a.tar.gz/file": 5, "b.tar.gz/file": 1, "b.tar.gz/folder": 9]) == .files(6))
    #expect(BackupContents.rows(0).words == LocalizedText(french: "0 ligne", english: "0 rows"))
    #expect(
      BackupContents.files(1_002_034).words
        == LocalizedText(french: "1\u{A0}002\u{A0}034 fichiers", english: "1,002,034 files"))
    #expect(BackupContents.rows(1).words == LocalizedText(french: "1 ligne", english: "1 row"))
  }

  @Test func newestComesFirstAndASuddenlySmallOneIsNotPlausible() {
    let all = (1...4).map { found("b\($0)", day: Double($0), bytes: 1000) } + [found("small", day: 5, bytes: 400)]
    let list = judge(all.reversed(), atDay: 5.1)
    #expect(list.map(\.id) == ["small", "b4", "b3", "b2", "b1"])
    #expect(list[0].fault != nil && list[0].trust == .fresh)
    #expect(list.dropFirst().allSatisfy { $0.fault == nil })
    #expect(judge([found("empty", day: 5, bytes: 0)], atDay: 5)[0].fault == "empty")
    // Two are too few to know what is usual unless both agree; one tells nothing.
    #expect(judge([found("one", day: 4), found("two", day: 5, bytes: 10)], atDay: 5)[0].fault == nil)
  }

  @Test func aFaultyOneDoesNotSayWhatIsUsual() {
    let all = [
      found("a", day: 1, bytes: 90), found("b", day: 2, bytes: 100), found("c", day: 3, bytes: 100_000, fault: "x"),
      found("d", day: 4, bytes: 100_000, fault: "x"), found("e", day: 5, bytes: 99_000, fault: "x"),
      found("f", day: 6, bytes: 95),
    ]
    #expect(judge(all, atDay: 6)[0].fault == nil)
  }
}
