import GRDB
import Glibc

extension RegisterReading {
  /// How long to wait for the anchor of the last row, when an agent may be about to write it: 40 times 50 ms.
  private var anchorPatience: Int { 40 }

  /// Checks the whole audit, its anchors and all that it vouches for. Reads every row, and works beside a writer.
  ///
  /// It is found out when a row is edited, deleted, inserted or written anew with all its hashes, when anchors are
  /// missing, and when a tick, an ended operation with its output, or an acknowledgement is changed. Whoever can write
  /// both files and rewrites both alike is found out only by a copy of the head kept elsewhere. Throws only when the
  /// register cannot be read at all.
  public func verify() throws(RegisterError) -> Verification {
    let files = source.files
    return try source.translating {
      do {
        let anchors = AnchorReader(path: files.anchors)
        let identity = try source.database.read { db in try AuditChain.identity(db) }
        guard let anchors else { return try unanchored(files) }
        var verifier = try AuditVerifier(anchors: anchors, identity: identity, path: files.anchors)
        let found = try source.database.read { db in try verifier.run(db) }
        for _ in 0..<anchorPatience {
          if try verifier.anchorHasCome() { return found }
          usleep(50_000)
        }
        throw AuditBroken(sequence: verifier.unanchored?.sequence, kind: .anchorMissing)
      } catch let broken as AuditBroken {
        return broken.verification
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
        return AuditBroken(sequence: nil, kind: .damaged, detail: error.message ?? "").verification
      } catch let error as UnreadableColumn {
        return AuditBroken(sequence: nil, kind: .damaged, detail: "\(error)").verification
      }
    }
  }

  private func unanchored(_ files: RegisterFiles) throws -> Verification {
    AuditBroken(sequence: nil, kind: .anchorsMissing, detail: files.anchors).verification
  }
}
