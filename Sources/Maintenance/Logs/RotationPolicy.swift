/// How a group of log files is rotated by logrotate(8).
public struct RotationPolicy: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  /// The files; the last part of a path may hold `*`.
  public var paths: [String]
  /// Daily, weekly or monthly.
  public var cadence: Cadence
  /// How many rotated files are kept.
  public var keep: Int
  public var compress: Bool
  /// Leaves the newest rotated file uncompressed.
  public var delayCompress: Bool
  /// A file that is not there is no fault.
  public var missingOK: Bool
  /// Leaves empty files alone.
  public var skipEmpty: Bool
  /// The mode and owner of the new file.
  public var create: LogFileOwnership?
  /// Reloads the service once for all the files.
  public var sharedScript: Bool
  /// The service that is reloaded afterwards, so that it opens the new file.
  public var reload: String?

  /// A policy.
  public init(
    name: String, paths: [String], cadence: Cadence, keep: Int, compress: Bool = false, delayCompress: Bool = false,
    missingOK: Bool = false, skipEmpty: Bool = false, create: LogFileOwnership? = nil, sharedScript: Bool = false,
    reload: String? = nil
  ) {
    self.name = name
    self.paths = paths
    self.cadence = cadence
    self.keep = keep
    self.compress = compress
    self.delayCompress = delayCompress
    self.missingOK = missingOK
    self.skipEmpty = skipEmpty
    self.create = create
    self.sharedScript = sharedScript
    self.reload = reload
  }
}
