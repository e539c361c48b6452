import Maintenance
import TestSupport

/// A server's life, made up from a seed: commits, closed files, `RESET MASTER`, purges, new server numbers, made-up stamps,
/// backups, and backups that are lost again. What really happened stands beside what the manifests say of it.
struct GeneratedHistory {
  /// A file as it really was.
  struct TrueFile {
    var name: String
    /// How many times the log was begun anew before.
    var history: Int
    /// Its place in its history.
    var order: Int
    var begun, ended: Double
    var file: BinlogFile
  }

  static let start = Timestamp(seconds: 1_795_305_600)
  static func at(_ seconds: Double) -> Timestamp { start.adding(seconds: seconds) }

  private(set) var files: [TrueFile] = []
  /// Where each full really stood, by its id: the index of its file.
  private(set) var fulls: [(manifest: BackupManifest, file: Int, history: Int)] = []
  /// The backups that are left, and the indices of the files that each really holds.
  private(set) var archives: [(manifest: BackupManifest, files: [Int])] = []
  private(set) var now = 0.0

  private var random: SeededNumbers
  private var history = 0
  private var order = 0
  private var number = 1
  private var server: UInt32 = 1
  private var transactions: [String: UInt64] = [:]
  private var sequence: UInt64 = 0
  private var openBegun = 0.0
  private var openIdentity: BinlogIdentity
  private var openBytes: UInt64 = 300
  private var openLast = 0.0
  private var openStamp: Double?
  private var purged = 0
  private var firstUnsaved = 0
  private var names = 0
  /// Whether the manifests say which file is which; older ones do not.
  private let tells: Bool

  init(seed: UInt64, tells: Bool = true) {
    random = SeededNumbers(seed: seed)
    self.tells = tells
    openIdentity = BinlogIdentity(createdAt: Self.at(0), server: 1, transactions: [:])
    full()
    for _ in 0..<Int.random(in: 10...60, using: &random) { step() }
  }

  private mutating func step() {
    now += Double(Int.random(in: 2...900, using: &random))
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: commit()
    case 7: close(stamp: nil)
    // An application fills a file while its session has set the time.
    case 8: close(stamp: now + 1e8)
    case 9..<13: save(.databaseLog)
    case 13, 14: save(.databaseDifferential)
    case 15, 16: full()
    case 17: reset()
    case 18: purged = Int.random(in: purged...max(purged, files.count), using: &random)
    default:
      if Bool.random(using: &random), !archives.isEmpty {
        archives.remove(at: Int.random(in: 0..<archives.count, using: &random))
      } else {
        server = UInt32.random(in: 1...4, using: &random)
      }
    }
  }

  private mutating func commit() {
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      sequence += 1
      transactions["0-\(server)"] = sequence
      openBytes += 200
    }
    openLast = now
    // SET TIMESTAMP
    if Int.random(in: 0..<6, using: &random) == 0 { openStamp = now + 1.3e8 }
  }

  private func name(_ number: Int) -> String { "bin." + String(String(1_000_000 + number).dropFirst()) }

  private mutating func close(stamp: Double?) {
    let last = [openStamp, stamp ?? now].compactMap { $0 }.max() ?? now
    let file = BinlogFile(
      name: name(number), bytes: openBytes, firstEventAt: openIdentity.createdAt, lastEventAt: Self.at(last),
      next: name(number + 1), identity: tells ? openIdentity : nil, transactions: tells ? transactions : nil,
      closedAt: tells ? Self.at(stamp ?? now) : nil)
    files.append(
      TrueFile(
        name: file.name, history: history, order: order, begun: openBegun, ended: now, file: file))
    number += 1
    order += 1
    open(stamp: stamp)
  }

  private mutating func open(stamp: Double?) {
    openBegun = now
    openIdentity = BinlogIdentity(createdAt: Self.at(stamp ?? now), server: server, transactions: transactions)
    openBytes = 300
    openStamp = nil
  }

  private mutating func reset() {
    history += 1
    (number, order, sequence, transactions) = (1, 0, 0, [:])
    purged = files.count
    firstUnsaved = files.count
    open(stamp: nil)
    // Two that nothing was committed in are one as far as anybody can tell, and as far as it matters.
    commit()
  }

  private var serverHistory: String { tells ? "\(server):1" : "\(history)" }

  private mutating func manifest(_ leg: BackupLeg, _ position: BinlogPosition?, _ indices: [Int]) -> BackupManifest {
    names += 1
    return BackupManifest(
      id: "\(leg.rawValue)-\(names)", leg: leg, takenAt: Self.at(now + 1), durationSeconds: 1, host: "h",
      application: "a", artefacts: [BackupArtefact(name: "x", bytes: UInt64(indices.count + 1), sha256: "")],
      contents: [:], commands: [],
      server: ServerBackup(
        engine: .mariadb, version: "10.11", schema: "s", createStatement: "", history: serverHistory,
        position: position, binlogs: indices.map { files[$0].file }))
  }

  private mutating func full() {
    close(stamp: nil)
    let position = BinlogPosition(file: name(number), position: openBytes, identity: tells ? openIdentity : nil)
    fulls.append((manifest(.databaseFull, position, []), files.count, history))
    now += 2
  }

  /// What the server has, from where the last log ended or the newest full stood.
  private mutating func save(_ leg: BackupLeg) {
    close(stamp: nil)
    let base = fulls.last?.file ?? 0
    let first = max(purged, leg == .databaseLog ? max(firstUnsaved, 0) : base)
    let indices = Array(min(first, files.count)..<files.count)
    guard !indices.isEmpty else { return }
    if leg == .databaseLog { firstUnsaved = files.count }
    archives.append((manifest(leg, nil, indices), indices))
    now += 2
  }
}
