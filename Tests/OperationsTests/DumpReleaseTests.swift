import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

@Suite struct DumpReleaseTests {
  private func options(_ engine: DatabasePlan.Engine, help: String, tables: String = "") async -> [String] {
    let runner = ScriptedRunner()
    runner.on("mysqldump", ["--no-defaults", "--help"], output: help)
    runner.on("mariadb-dump", ["--no-defaults", "--help"], output: help)
    runner.on("mariadb", output: tables)
    let context = StepContext(
      step: Step(verb: "x", title: LocalizedText("x")), operation: "x", plan: Plan(application: "x", timezone: "UTC"),
      state: StateFolder("/nonexistent"), host: Host(clock: ManualClock(), roots: Roots(), commands: runner),
      orderedAt: Timestamp(milliseconds: 0))
    let plan = DatabasePlan(name: "main", engine: engine, schema: "shop")
    return await ServerDatabase(plan: plan, credentials: "/nonexistent", context: context).dumpRelease()
  }

  /// The first help is that of MySQL 9.7; an option that a release does not know would make its dump fail.
  @Test func policiesOfTheServerAreLeftOutWhereTheProgramKnowsThem() async {
    let help = "  --masking-policies  Dump masking policies as logical definitions in the form\n"
    #expect(await options(.mysql, help: help) == ["--skip-masking-policies"])
    #expect(await options(.mysql, help: "  --tablespaces\n").isEmpty)
    #expect(await options(.mariadb, help: help).isEmpty)
    // The history of rows is asked for where there is one, of a program that can write it (10.11).
    let history = "  -H, --dump-history  Dump system-versioned tables with history\n"
    #expect(await options(.mariadb, help: history, tables: "prices\n") == ["--dump-history"])
    #expect(await options(.mariadb, help: history).isEmpty)
    #expect(await options(.mariadb, help: help, tables: "prices\n").isEmpty)
  }
}
