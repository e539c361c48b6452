// swift-tools-version: 6.2
// The rooms of the house, and who may import whom. The reasons stand in docs/ARCHITECTURE.md;
// Tests/ArchitectureTests reads the import lines and fails on any that this table does not allow.
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // A generic type is asked for by its accessor, not by its name: by name the runtime searches all conformance records
  // of the program for each, a fifth of what the dashboard did before its first picture.
  .unsafeFlags(
    ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"], .when(configuration: .release)),
]

/// A room of the house: a library target with the house's settings.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one room, with the shared test equipment at hand.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], resources: resources,
    swiftSettings: strict)
}

let package = Package(
  name: "vigie",
  products: [
    .executable(name: "vigie", targets: ["vigie"]), .executable(name: "vigie-engine", targets: ["vigie-engine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // Without its Foundation trait: the dashboard starts before Foundation could be loaded.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    room("Maintenance"),
    room("Drawing"),
    .target(name: "CKernel"),
    room("Host", ["CKernel", .product(name: "Subprocess", package: "swift-subprocess")]),
    room("Configuration", ["Maintenance", "Drawing", .product(name: "Yams", package: "Yams")]),
    room(
      "Register",
      [
        "Maintenance", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    room("Wire", ["Maintenance"]),
    room("Probes", ["Maintenance", "Host", "CCurl"]),
    room("Operations", ["Maintenance", "Host", "CCurl", .product(name: "Crypto", package: "swift-crypto")]),
    room(
      "Sandbox",
      [
        "Maintenance", "Host", "CKernel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    room("Dashboard", ["Maintenance", "Drawing"]),
    room(
      "Agent",
      [
        "Maintenance", "Host", "Probes", "Operations", "Register", "Wire",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    room(
      "Clients",
      ["Maintenance", "Host", "Wire", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    room("CursesTerminal", ["Drawing", "CNcurses"]),
    .target(name: "CCurl"),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .executableTarget(
      name: "vigie",
      dependencies: [
        "Maintenance", "Host", "Wire", "Clients", "Drawing", "Dashboard", "CursesTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "vigie-engine",
      dependencies: [
        "Maintenance", "Configuration", "Host", "Probes", "Operations", "Register", "Agent", "Wire", "Clients",
        "Sandbox", "Dashboard", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Maintenance", "Host", "Drawing"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("MaintenanceTests", ["Maintenance"], resources: [.copy("Zones")]),
    tests("WireTests", ["Wire", "Maintenance"]),
    tests("ClientsTests", ["Clients", "Wire", "Maintenance"]),
    tests("AgentTests", ["Agent", "Wire", "Maintenance", "Host"]),
    tests("ArchitectureTests", []),
    tests("DrawingTests", ["Drawing"]),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["CursesTerminal", "Drawing"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
    tests("CursesTerminalTests", ["CursesTerminal", "Drawing", "CNcurses", "TerminalProbe"]),
    tests("HostTests", ["Host"]),
    .executableTarget(
      name: "probe-pairs", dependencies: ["Probes", "Host", "Maintenance"], path: "Tests/ProbePairs",
      swiftSettings: strict),
    tests("ProbesTests", ["Probes", "Host", "Maintenance"], resources: [.copy("Recorded")]),
    tests("RegisterTests", ["Register", "Maintenance", .product(name: "GRDB", package: "GRDB.swift")]),
    tests("ConfigurationTests", ["Configuration", "Maintenance", "Drawing"], resources: [.copy("Plans")]),
    .executableTarget(
      name: "TestWorker", dependencies: ["Operations", "Host"], path: "Tests/TestWorker", swiftSettings: strict),
    tests("OperationsTests", ["Operations", "Host", "Maintenance", "TestWorker"]),
    tests("StackTests", ["Operations", "Host", "Maintenance", "TestWorker"]),
    tests(
      "SandboxTests", ["Sandbox", "Host", "Maintenance", "SiteProbe", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "SiteProbe", dependencies: ["Sandbox", "Host"], path: "Tests/SiteProbe", swiftSettings: strict),
    tests(
      "TerminalTests",
      [
        "vigie", "vigie-engine", "Agent", "Maintenance", "Host", "Wire", "Drawing",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    tests("DashboardTests", ["Dashboard", "Drawing", "Maintenance"], resources: [.copy("Goldens")]),
  ]
)
