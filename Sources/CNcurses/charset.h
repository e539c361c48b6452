/* The charset of lines and corners, which vigie never chooses: what it draws is in the characters of the locale. */
#ifndef VIGIE_CHARSET_H
#define VIGIE_CHARSET_H

#include <sys/types.h>

/* Takes the choice of the usual charset out of a picture's bytes, where nothing in them chooses another: descriptions
   have it in every sequence that ends an attribute, a quarter of what a few changed figures take. Returns how many
   bytes are left. */
ssize_t vigie_without_charset(char *bytes, ssize_t count);

#endif
