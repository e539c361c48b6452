// System calls that glibc's Swift module does not offer, as inline functions. Each returns -1 and sets errno on failure.
#ifndef VIGIE_CKERNEL_H
#define VIGIE_CKERNEL_H

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

// The C library shows F_OFD_GETLK and F_OFD_SETLK to GNU programs only.
#define VIGIE_F_OFD_GETLK 36
#define VIGIE_F_OFD_SETLK 37
#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

/// A descriptor that stands for one process, whatever becomes of its number (Linux 5.3, pidfd_open(2)).
static inline int vigie_pidfd_open(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

/// Signals the process behind a descriptor, never one that has taken over its number (pidfd_send_signal(2)).
static inline int vigie_pidfd_signal(int pidfd, int signal) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, (void *)0, 0);
}

/// Takes a lock on a whole file without waiting; it belongs to the open file, not to the process (F_OFD_SETLK of
/// fcntl(2), Linux 3.15). Fails with EAGAIN while another open file holds it. `isHeld` 0 frees it.
static inline int vigie_lock(int file, int isHeld) {
  struct flock lock = {.l_type = isHeld ? F_WRLCK : F_UNLCK, .l_whence = SEEK_SET};
  return fcntl(file, VIGIE_F_OFD_SETLK, &lock);
}

/// Whether an open file other than this one holds the lock: 1 or 0. It only looks, and disturbs nobody who takes it.
static inline int vigie_is_locked(int file) {
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  if (fcntl(file, VIGIE_F_OFD_GETLK, &lock) != 0) return -1;
  return lock.l_type != F_UNLCK;
}

/// A pipe whose two ends no child inherits by accident (pipe2(2) with O_CLOEXEC): ends[0] reads, ends[1] writes.
static inline int vigie_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

/// Makes a pipe hold so many bytes, as far as the host lets one have them (F_SETPIPE_SZ of fcntl(2), Linux 2.6.35).
static inline int vigie_widen_pipe(int pipe, int bytes) { return fcntl(pipe, 1031, bytes); }

/// A file in memory that has no name and that no child inherits by accident (memfd_create(2), Linux 3.17).
static inline int vigie_memory_file(const char *label) { return (int)syscall(SYS_memfd_create, label, 1u); }

/// Starts a program in a session of its own, in `/`, with an empty input, both outputs in `output`, every other
/// descriptor closed and every signal as it is by default (posix_spawn(3); glibc 2.34). Returns 0 or the error's number.
int vigie_spawn(int *pid, const char *path, char *const argv[], char *const envp[], int output);

/// Gives the calling thread mounts of its own, which end with it and with what it starts (unshare(2), CLONE_NEWNS). Root's.
int vigie_leave_mounts(void);

/// Lays a file or folder over another in the mounts of the calling thread (mount(2), MS_BIND).
int vigie_bind(const char *from, const char *over);

/// The names of the extended attributes of a path, links not followed, each ended by a NUL (llistxattr(2)).
long vigie_attribute_names(const char *path, char *names, long room);

/// The value of one extended attribute, links not followed (lgetxattr(2)).
long vigie_attribute(const char *path, const char *name, void *value, long room);

/// Sets one extended attribute, links not followed (lsetxattr(2)).
int vigie_set_attribute(const char *path, const char *name, const void *value, long bytes);

/// Removes one extended attribute, links not followed (lremovexattr(2)).
int vigie_remove_attribute(const char *path, const char *name);

/// Makes all that was written to the file system of an open file durable, at once (syncfs(2), Linux 2.6.39).
static inline int vigie_sync_file_system(int file) { return (int)syscall(SYS_syncfs, file); }

/// Opens a folder below another, never through a link and never into what is mounted there, bind mounts included: EXDEV then
/// (openat2(2) with RESOLVE_NO_XDEV, RESOLVE_NO_SYMLINKS and RESOLVE_BENEATH, Linux 5.6; ENOSYS before).
static inline int vigie_open_unmounted(int folder, const char *name) {
  struct {
    unsigned long long flags, mode, resolve;
  } how = {O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW, 0, 0x01 | 0x04 | 0x08};
  return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

/// Renames what is at one path to another that is free: EEXIST when it is not (renameat2(2) with RENAME_NOREPLACE, Linux 3.15).
static inline int vigie_rename_new(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1u);
}

/// Where the next data (`isData` 1) or the next hole of a file is (SEEK_DATA, SEEK_HOLE of lseek(2), Linux 3.1).
static inline long vigie_seek_data(int file, long offset, int isData) { return lseek(file, offset, isData ? 3 : 4); }

/// One arena of memory for all threads, grown in large steps (mallopt(3)).
void vigie_use_one_arena(void);

#endif
