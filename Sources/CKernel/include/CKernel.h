// System calls that glibc's Swift module does not offer, as inline functions. Each returns -1 and sets errno on failure.
#ifndef VIGIE_CKERNEL_H
#define VIGIE_CKERNEL_H

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal 424
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

/// A pipe whose two ends no child inherits by accident (pipe2(2) with O_CLOEXEC): ends[0] reads, ends[1] writes.
static inline int vigie_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

#endif
