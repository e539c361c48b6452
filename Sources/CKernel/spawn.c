// What glibc shows to GNU programs only: a session, a folder and a sweep of descriptors for a spawned program.
#define _GNU_SOURCE
#include "CKernel.h"

#include <signal.h>
#include <spawn.h>

int vigie_spawn(int *pid, const char *path, char *const argv[], char *const envp[], int output) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, every;
  int code = posix_spawn_file_actions_init(&actions);
  if (code != 0) return code;
  code = posix_spawnattr_init(&attributes);
  if (code != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return code;
  }
  sigemptyset(&none);
  sigfillset(&every);
  if ((code = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)) == 0 &&
      (code = posix_spawn_file_actions_adddup2(&actions, output, 1)) == 0 &&
      (code = posix_spawn_file_actions_adddup2(&actions, output, 2)) == 0 &&
      (code = posix_spawn_file_actions_addclosefrom_np(&actions, 3)) == 0 &&
      (code = posix_spawn_file_actions_addchdir_np(&actions, "/")) == 0 &&
      (code = posix_spawnattr_setsigmask(&attributes, &none)) == 0 &&
      (code = posix_spawnattr_setsigdefault(&attributes, &every)) == 0 &&
      (code = posix_spawnattr_setflags(
           &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)) == 0)
    code = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return code;
}
