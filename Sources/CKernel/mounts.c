// A thread that sees other folders in the places of some: mount namespaces belong to threads (mount_namespaces(7)).
#define _GNU_SOURCE
#include "CKernel.h"

#include <sched.h>
#include <sys/mount.h>

int vigie_leave_mounts(void) {
  if (unshare(CLONE_NEWNS) != 0) return -1;
  return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

int vigie_bind(const char *from, const char *over) { return mount(from, over, NULL, MS_BIND, NULL); }
