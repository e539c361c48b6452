import GRDB
import Glibc
import Maintenance
import Synchronization

@testable import Register

/// A state folder of its own for one test, removed with it.
final class StateFolder: Sendable {
  let path: String
  /// What the register takes for the present.
  let clock: Mutex<Timestamp>

  init(_ start: Timestamp = noon) {
    // In memory where that can be had: these tests flush thousands of commits.
    let base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(base)/vigie-register-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? base + "/vigie-register"
    }
    clock = Mutex(start)
  }

  deinit { removeTree(path) }

  /// The register in this folder, opened for writing.
  func register() throws(RegisterError) -> Register {
    try Register(folder: path) { [self] in clock.withLock { $0 } }
  }

  func reader() throws(RegisterError) -> RegisterReader { try RegisterReader(folder: path) }

  /// The names of what lies in it.
  var files: [String] { names(in: path).sorted() }

  func file(_ name: String) -> String { path + "/" + name }

  /// Opens the database as anybody could, without any of the register's own rules.
  func tamper(_ body: (Database) throws -> Void) throws {
    let queue = try DatabaseQueue(path: file("register.sqlite"))
    try queue.writeWithoutTransaction(body)
    try queue.close()
  }

  /// The same, with the guards of the audit out of the way and back in place afterwards.
  func tamperUnguarded(_ body: (Database) throws -> Void) throws {
    try tamper { db in
      for (name, _) in Schema.auditGuards { try db.execute(sql: "DROP TRIGGER \(name)") }
      try body(db)
      for (_, sql) in Schema.auditGuards { try db.execute(sql: sql) }
    }
  }
}

let noon = Timestamp(milliseconds: 1_795_348_800_000)
let alice = Operator(name: "alice", uid: 1000)

func names(in folder: String) -> [String] {
  guard let handle = opendir(folder) else { return [] }
  defer { closedir(handle) }
  var found: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { found.append(name) }
  }
  return found
}

func removeTree(_ path: String) {
  for name in names(in: path) {
    let inner = path + "/" + name
    if unlink(inner) != 0 { removeTree(inner) }
  }
  rmdir(path)
}

func readBytes(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { return [] }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}

func writeBytes(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

func readText(_ path: String) -> String { String(decoding: readBytes(path), as: UTF8.self) }

/// An operation of the tests' own.
func operation(
  _ id: String = "20261122T120000Z-4f2a", state: OperationState = .running, message: String? = nil,
  exitStatus: Int32? = nil, startedAt: Timestamp = noon, progress: Double? = nil
) -> OperationStatus {
  OperationStatus(
    id: id, request: .service(verb: .restart, name: "site"), procedure: "service.restart",
    title: LocalizedText(french: "Relancer site", english: "Restart site"), target: "service:site", by: alice,
    startedAt: startedAt, endedAt: state.isOver ? startedAt.adding(seconds: 3) : nil, state: state,
    steps: [StepStatus(title: LocalizedText("stop"), state: .running, startedAt: startedAt, progress: progress)],
    exitStatus: exitStatus, message: message)
}

/// A tick of the tests' own.
func tick(
  _ task: String = "error-logs", verdict: TickVerdict = .done, note: String? = nil, round: String = "2026-11-22"
) -> Tick {
  Tick(
    period: .daily, round: round, task: task, verdict: verdict, note: note,
    evidence: Evidence(source: .logErrors, severity: .fine, facts: [LocalizedText("0 errors")], at: noon), by: alice,
    at: noon)
}
