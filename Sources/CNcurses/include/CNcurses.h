/* What vigie needs of ncurses, as functions with plain arguments: its macros and global variables do not import into
   Swift. And what must run inside a signal handler, where Swift must not. One screen at a time. */
#ifndef VIGIE_CNCURSES_H
#define VIGIE_CNCURSES_H

#include <poll.h>
#include <stdint.h>

/* ---- the screen (screen.c) ---- */

enum { VIGIE_BOLD = 1, VIGIE_DIM = 2, VIGIE_REVERSE = 4, VIGIE_UNDERLINE = 8 };

/* What vigie_screen_key returns instead of a character. */
enum {
  VIGIE_KEY_NONE = -1, /* nothing more has been typed */
  VIGIE_KEY_OTHER = 0x200000, /* a key without a meaning here; it was taken away */
  VIGIE_KEY_UP, VIGIE_KEY_DOWN, VIGIE_KEY_LEFT, VIGIE_KEY_RIGHT, VIGIE_KEY_HOME, VIGIE_KEY_END, VIGIE_KEY_PAGE_UP,
  VIGIE_KEY_PAGE_DOWN, VIGIE_KEY_INSERT, VIGIE_KEY_DELETE, VIGIE_KEY_BACKSPACE, VIGIE_KEY_BACKTAB, VIGIE_KEY_ENTER,
  VIGIE_KEY_F0 = 0x200100, /* F1 is one more, and so on to F24 */
};

/* Sets the locale of characters from the environment; one that names UTF-8 and is not installed gets C.UTF-8.
   Returns 1 if characters are UTF-8 now. */
int vigie_locale_open(void);

/* 0: the screen is open; 1: no such terminal description; 2: the terminal cannot move its cursor. */
int vigie_screen_open(const char *name);
/* Gives the screen back for good and frees it. */
void vigie_screen_close(void);
/* Gives the screen back for a while, and takes it again, drawing everything anew. */
void vigie_screen_leave(void);
void vigie_screen_return(void);

/* Turns colours on and returns how many there are; 0 for none. */
int vigie_screen_colours(void);
/* Defines a pair of colours from 1 on; -1 stands for the terminal's own. */
int vigie_screen_pair(int pair, int foreground, int background);

/* The cells that the locale's terminal gives a character; -1 if it has no such character. */
int vigie_character_columns(uint32_t scalar);
/* The bytes of a character in the locale, at most 16, and how many they are; 0 if it has no such character. */
int vigie_character_bytes(uint32_t scalar, unsigned char *bytes);
/* The character that a byte is by itself in the locale; 0 if it is none. */
uint32_t vigie_character_of_byte(unsigned char byte);
void vigie_screen_put(int row, int column, const uint32_t *scalars, int count, int attributes, int pair);
void vigie_screen_erase(void);
/* Sends what has changed, and shows the cursor at the place, or nowhere if row is negative. */
void vigie_screen_send(int row, int column);
/* Sends bytes that are no part of a picture. */
void vigie_screen_write(const unsigned char *bytes, long count);
/* Believes nothing of what the screen shows: the next send draws everything. */
void vigie_screen_forget(void);

/* The extent that the kernel knows; 0 if it knows none. */
void vigie_screen_ask_size(int *rows, int *columns);
void vigie_screen_size(int *rows, int *columns);
void vigie_screen_resize(int rows, int columns);

/* The next byte or key that has been typed. Waits for nothing but the rest of an escape sequence. */
int vigie_screen_key(void);
/* How long an Escape may be the beginning of a sequence, in milliseconds. */
int vigie_screen_escape_delay(void);
void vigie_screen_flush_input(void);
/* Bytes that wait to be read; -1 if the terminal is gone. */
int vigie_screen_waiting(void);

/* ---- signals (signals.c) ---- */

/* Keeps the terminal's modes, to be put back whatever happens. Call before vigie_screen_open. Returns 0, or -1 if
   standard input and output are not both a terminal. */
int vigie_signals_keep_modes(void);
/* Takes over the signals: WINCH, TSTP, CONT and those that end a program arrive as their numbers, one byte each, on
   the descriptor that is returned (-1 if there can be none); those that crash one restore the terminal first.
   HUP, INT and TSTP stay ignored where they were. Call before vigie_screen_open, which takes what is left alone. */
int vigie_signals_take(void);
/* Learns how to restore the screen. Call after vigie_screen_open. */
void vigie_signals_learn_exit(void);
/* The screen was closed in order: puts modes and signals back as they were found. */
void vigie_signals_give_back(void);
/* For the time that another program has the screen: stop is the kernel's, INT is for the other one alone. */
void vigie_signals_pause(int paused);
/* Stops the program as Ctrl-Z would have; returns when it goes on. */
void vigie_signals_stop(void);
/* poll(2) with a limit in seconds, none if negative. */
int vigie_poll(struct pollfd *descriptors, int count, double seconds);

#endif
