// Extended attributes, which the C library declares in a header of their own.
#include "CKernel.h"

#include <sys/xattr.h>

long vigie_attribute_names(const char *path, char *names, long room) { return llistxattr(path, names, room); }

long vigie_attribute(const char *path, const char *name, void *value, long room) {
  return lgetxattr(path, name, value, room);
}

int vigie_set_attribute(const char *path, const char *name, const void *value, long bytes) {
  return lsetxattr(path, name, value, bytes, 0);
}

int vigie_remove_attribute(const char *path, const char *name) { return lremovexattr(path, name); }
