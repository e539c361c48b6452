#include "CKernel.h"

#include <malloc.h>

void vigie_use_one_arena(void) {
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_TOP_PAD, 4 << 20);
}
