#define _GNU_SOURCE
#include "CKernel.h"

#include <pthread.h>
#include <sched.h>

int vigie_start_elsewhere(void *(*body)(void *)) {
  pthread_attr_t attributes;
  pthread_t thread;
  cpu_set_t others;
  int here = sched_getcpu();
  int code = pthread_attr_init(&attributes);
  if (code != 0) return code;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  if (here >= 0 && sched_getaffinity(0, sizeof others, &others) == 0) {
    CPU_CLR(here, &others);
    if (CPU_COUNT(&others) > 0) pthread_attr_setaffinity_np(&attributes, sizeof others, &others);
  }
  code = pthread_create(&thread, &attributes, body, NULL);
  pthread_attr_destroy(&attributes);
  return code;
}
