import Host

/// Whether a worker is alive, asked of the kernel: it holds the operation's lock until it ends, however it ends.
public enum WorkerProbe {
  /// Whether a worker holds the operation.
  public static func isAlive(_ folder: OperationFolder) -> Bool { FileLock.isHeld(folder.lockPath) }
}
