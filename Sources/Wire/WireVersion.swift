/// The version of the language that both ends of the socket speak. A change that an older end would misread raises it.
public enum WireVersion {
  /// The version of this build.
  public static let current = 4
}
