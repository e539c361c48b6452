#ifndef VIGIE_CNCURSES_H
#define VIGIE_CNCURSES_H
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#endif
