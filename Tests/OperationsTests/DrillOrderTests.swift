import Maintenance
import Testing

@testable import Operations

/// The steps of a drill: what it brings back, from where, and what it lacks.
@Suite struct DrillOrderTests {
  private func plan(_ scopes: [RestoreScope], store: BackupStore? = nil) -> Plan {
    var plan = Plan(application: "Shop", timezone: "UTC")
    plan.language = .english
    if scopes.contains(.database) { plan.databases = [DatabasePlan(name: "main", engine: .mariadb, schema: "shop")] }
    if scopes.contains(.files) { plan.folders.files = "/srv/www" }
    guard let store else { return plan }
    plan.handbook.stores = [store]
    plan.handbook.drills = [
      RestoreDrill(name: "here", title: LocalizedText("h"), cadence: .monthly, scopes: [.database]),
      RestoreDrill(name: "far", title: LocalizedText("f"), cadence: .yearly, scopes: scopes, store: store.name),
    ]
    return plan
  }

  private func store(_ kind: StoreKind, archive: String? = nil) -> BackupStore {
    var store = BackupStore(
      name: "far", title: LocalizedText("Far"), kind: kind, place: .filled(LocalizedText("/far")))
    store.archiveClass = archive
    return store
  }

  private func steps(_ order: Order) -> [String] {
    order.procedure.steps.map { step in
      ([step.verb] + step.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
    }
  }

  private func critical(_ order: Order) -> [String] {
    order.lines.filter { $0.severity == .critical }.map { $0.text.text(in: .english) }
  }

  @Test func whatThePlanHasIsRestoredFromWhatIsHere() {
    let full = Order(drill: .full, plan: plan([.database, .files], store: store(.disk)))
    #expect(
      steps(full) == [
        "drill.restore scope=database", "drill.restore scope=files", WriteDrillReport.name + " kind=full",
      ])
    #expect(critical(full).isEmpty)
    #expect(
      steps(Order(drill: .partial, plan: plan([.database, .files])))
        == ["drill.restore scope=database", WriteDrillReport.name + " kind=partial"])
  }

  /// Everything is fetched aside, out of a store that is opened before and closed after.
  @Test func aDisasterStartsFromTheStoreAlone() {
    let order = Order(drill: .disaster, plan: plan([.database, .files], store: store(.disk, archive: "GLACIER")))
    let aside = " \(StepContext.asideArgument)=yes"
    #expect(
      steps(order) == [
        OpenDisk.name + " store=far",
        ThawBackups.name + aside + " scope=database store=far", FetchBackups.name + aside + " scope=database store=far",
        "drill.restore" + aside + " scope=database store=far",
        ThawBackups.name + aside + " scope=files store=far", FetchBackups.name + aside + " scope=files store=far",
        "drill.restore" + aside + " scope=files store=far",
        CloseDisk.name + " store=far", WriteDrillReport.name + " kind=disaster",
      ])
    #expect(critical(order).isEmpty)
  }

  @Test func whatIsLackingIsSaidAndNothingIsDone() {
    let nowhere = Order(drill: .disaster, plan: plan([.database]))
    #expect(steps(nowhere).isEmpty && critical(nowhere).count == 1 && critical(nowhere)[0].contains("drills.NAME.from"))
    let nothing = Order(drill: .partial, plan: plan([.files]))
    #expect(steps(nothing).isEmpty && critical(nothing) == ["The plan names nothing to restore"])
    let neither = Order(drill: .disaster, plan: plan([], store: store(.disk)))
    #expect(steps(neither).isEmpty && critical(neither) == ["The plan names nothing to restore"])
  }
}
