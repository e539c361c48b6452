import CKernel
import Glibc

/// The extended attributes of a path, links not followed (xattr(7)).
public enum FileAttributes {
  /// All that may be seen, sorted by name; `nil` where the file system has none.
  public static func read(at path: [UInt8]) throws(FileFault) -> [TreeEntry.Attribute]? {
    let place = TreeWalk.terminated(path)
    var room = [CChar](repeating: 0, count: 0)
    while true {
      let wanted = vigie_attribute_names(place, nil, 0)
      if wanted == 0 { return [] }
      guard wanted > 0 else { return try absent(path) }
      room = [CChar](repeating: 0, count: wanted)
      let count = vigie_attribute_names(place, &room, room.count)
      if count < 0, errno == ERANGE { continue }
      guard count >= 0 else { return try absent(path) }
      room.removeLast(room.count - count)
      break
    }
    var found: [TreeEntry.Attribute] = []
    for name in room.split(separator: 0) {
      let bytes = name.map { UInt8(bitPattern: $0) }
      guard let value = try value(of: Array(name) + [0], at: place, path) else { continue }
      found.append(TreeEntry.Attribute(name: bytes, value: value))
    }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// Makes a path have these attributes and no others.
  public static func write(_ wanted: [TreeEntry.Attribute], at path: [UInt8]) throws(FileFault) {
    let place = TreeWalk.terminated(path)
    let present = try read(at: path) ?? []
    for attribute in present where !wanted.contains(where: { $0.name == attribute.name }) {
      guard vigie_remove_attribute(place, TreeWalk.terminated(attribute.name)) == 0 || errno == ENODATA else {
        throw fault("removexattr", path)
      }
    }
    for attribute in wanted where !present.contains(attribute) {
      guard
        vigie_set_attribute(place, TreeWalk.terminated(attribute.name), attribute.value, attribute.value.count) == 0
      else { throw fault("setxattr", path) }
    }
  }

  private static func value(of name: [CChar], at place: [CChar], _ path: [UInt8]) throws(FileFault) -> [UInt8]? {
    while true {
      let wanted = vigie_attribute(place, name, nil, 0)
      if wanted == 0 { return [] }
      if wanted > 0 {
        var room = [UInt8](repeating: 0, count: wanted)
        let count = vigie_attribute(place, name, &room, room.count)
        if count >= 0 { return Array(room.prefix(count)) }
      }
      // It was taken away, or has grown, meanwhile.
      if errno == ENODATA { return nil }
      guard errno == ERANGE else { throw fault("getxattr", path) }
    }
  }

  private static func absent(_ path: [UInt8]) throws(FileFault) -> [TreeEntry.Attribute]? {
    if errno == ENOTSUP || errno == ENOENT { return nil }
    throw fault("listxattr", path)
  }

  private static func fault(_ call: String, _ path: [UInt8]) -> FileFault {
    FileFault(call, String(decoding: path, as: UTF8.self), code: errno)
  }
}
