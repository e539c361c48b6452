/// The mounts whose space a person can run out of: each file system once, none that the kernel makes up.
func storageMounts(_ mounts: [Mount]) -> [Mount] {
  var visible: [String: Int] = [:]
  for (index, mount) in mounts.enumerated() { visible[mount.mountPoint] = index }
  var chosen: [DeviceNumber: Int] = [:]
  for (index, mount) in mounts.enumerated() where visible[mount.mountPoint] == index && holdsStorage(mount) {
    guard let other = chosen[mount.device] else {
      chosen[mount.device] = index
      continue
    }
    if isPlainer(mount, than: mounts[other]) { chosen[mount.device] = index }
  }
  return chosen.values.sorted().map { mounts[$0] }
}

/// The whole file system before a bind mount of a part of it, then the shorter path.
private func isPlainer(_ mount: Mount, than other: Mount) -> Bool {
  if (mount.root == "/") != (other.root == "/") { return mount.root == "/" }
  return mount.mountPoint.utf8.count < other.mountPoint.utf8.count
}

private func holdsStorage(_ mount: Mount) -> Bool {
  // Whatever the root is, it can fill up: an overlay in a container, a tmpfs on a live system.
  if mount.mountPoint == "/" { return mount.fileSystem != "rootfs" }
  return !withoutStorage.contains(mount.fileSystem) && !handedIn.contains(mount.mountPoint)
}

/// File systems that hold no storage of their own, or that are full by nature (images).
private let withoutStorage: Set<String> = [
  "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "cpuset", "cramfs", "debugfs", "devfs", "devpts",
  "devtmpfs", "efivarfs", "erofs", "fuse.gvfsd-fuse", "fuse.lxcfs", "fuse.portal", "fuse.snapfuse", "fusectl",
  "hugetlbfs", "iso9660", "mqueue", "none", "nsfs", "overlay", "pipefs", "proc", "pstore", "ramfs", "resctrl",
  "rootfs", "rpc_pipefs", "securityfs", "selinuxfs", "smackfs", "sockfs", "squashfs", "sysfs", "tmpfs", "tracefs",
  "udf",
]

/// Single files of the host that container engines mount into a container.
private let handedIn: Set<String> = ["/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]
