import Host

extension TreeIndex {
  /// The index of what is below one of its folders, as of a tree of its own.
  func below(_ folder: [UInt8]) -> TreeIndex {
    var firsts: [[UInt8]: [UInt8]] = [:]
    var inner: [TreeRecord] = []
    for var record in records where record.path == folder || record.path.starts(with: folder + [0x2F]) {
      record.path = Array(record.path.dropFirst(record.path == folder ? folder.count : folder.count + 1))
      if let first = record.hardLink {
        // The first of its names that lies in here.
        if firsts[first] == nil { firsts[first] = record.path }
        record.hardLink = firsts[first]
      }
      inner.append(record)
    }
    return TreeIndex(began: began, records: inner)
  }

  /// How many bytes the files below a folder hold, holes counted.
  func bytes(below folder: [UInt8]) -> UInt64 {
    records.reduce(0) { sum, record in
      record.path.starts(with: folder + [0x2F]) ? sum.addingReportingOverflow(record.bytes).partialValue : sum
    }
  }
}
