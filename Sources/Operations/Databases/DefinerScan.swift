import Host

/// The accounts that statements in files of a binary log name as definers. A statement stands there as it was typed, its
/// definer written out: ``CREATE DEFINER=`shop`@`localhost` VIEW …``. One too many does no harm.
enum DefinerScan {
  static func accounts(in files: [String]) throws(StepFailure) -> Set<ServerAccount> {
    var accounts: Set<ServerAccount> = []
    for file in files {
      var rest: [UInt8] = []
      do throws(FileFault) {
        try FileSystem.readPieces(file, pieceBytes: 1 << 20) { piece in
          rest.append(contentsOf: piece)
          accounts.formUnion(find(rest))
          // A name has 128 characters, a host 255 (https://mariadb.com/kb/en/identifier-names/).
          rest.removeFirst(max(0, rest.count - 2048))
          return !Task.isCancelled
        }
      } catch {
        throw StepFailure(error)
      }
    }
    return accounts
  }

  static func find(_ bytes: [UInt8]) -> Set<ServerAccount> {
    let word = Array("definer".utf8)
    var found: Set<ServerAccount> = []
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index + word.count < bytes.count {
        defer { index += 1 }
        guard bytes[index] | 0x20 == word[0], bytes[index + 1] | 0x20 == word[1] else { continue }
        guard word.indices.allSatisfy({ bytes[index + $0] | 0x20 == word[$0] }) else { continue }
        var place = index + word.count
        func skip() { while place < bytes.count, bytes[place] <= 0x20 { place += 1 } }
        func sign(_ byte: UInt8) -> Bool {
          skip()
          guard place < bytes.count, bytes[place] == byte else { return false }
          place += 1
          return true
        }
        func name() -> String? {
          skip()
          guard place < bytes.count, bytes[place] == 0x60 || bytes[place] == 0x27 || bytes[place] == 0x22 else {
            return nil
          }
          let quote = bytes[place]
          var text: [UInt8] = []
          place += 1
          while place < bytes.count {
            if bytes[place] == quote {
              guard place + 1 < bytes.count, bytes[place + 1] == quote else {
                place += 1
                return String(decoding: text, as: UTF8.self)
              }
              place += 1
            }
            text.append(bytes[place])
            place += 1
          }
          return nil
        }
        guard sign(0x3D), let user = name() else { continue }
        let host = sign(0x40) ? name() : nil
        found.insert(ServerAccount(user: user, host: host?.isEmpty == true ? nil : host))
      }
    }
    return found
  }
}
