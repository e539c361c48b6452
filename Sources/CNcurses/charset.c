#define _GNU_SOURCE 1
#include "charset.h"
#include <string.h>

/* ESC ( B of xterm and its kin designates US-ASCII as G0 (ECMA-35); SI of the vt100's family shifts G0 in. */
static const char usual_designation[] = "\033(B", other_designation[] = "\033(0";
enum { shift_in = '\017', shift_out = '\016' };

ssize_t vigie_without_charset(char *bytes, ssize_t count) {
  size_t left = count > 0 ? (size_t)count : 0;
  if (memchr(bytes, shift_out, left) || memmem(bytes, left, other_designation, 3)) return count;
  char *to = bytes;
  for (const char *from = bytes, *end = bytes + left; from < end;) {
    if (*from == shift_in) {
      from++;
    } else if (*from == '\033' && end - from >= 3 && memcmp(from, usual_designation, 3) == 0) {
      from += 3;
    } else {
      *to++ = *from++;
    }
  }
  return to - bytes;
}
