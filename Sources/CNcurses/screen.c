#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include "charset.h"
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

static SCREEN *screen;
/* Keys are read through a pad: reading through a window would redraw it. */
static WINDOW *keys;
/* Whether the cursor is shown; -1 before anyone has said. */
static int cursor_shown = -1;

/* The descriptor that ncurses writes to. It is the terminal, but while a picture is sent: ncurses writes anew at each
   movement of the cursor, a hundred times a picture, and the terminal would show every state in between. */
static FILE *out;
/* The terminal, and the file in memory that takes a picture's bytes. */
static int terminal = -1, page = -1;

/* Whether the next picture draws everything anew. It keeps its choice of the charset: another program may have left
   another one. */
static int anew;

static void open_page(void) {
  if (page < 0) page = memfd_create("vigie", MFD_CLOEXEC);
  if (terminal < 0) terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (page < 0 || terminal < 0 || lseek(page, 0, SEEK_SET) != 0) return;
  dup3(page, fileno(out), O_CLOEXEC);
}

static void send_bytes(int file, const char *bytes, ssize_t count) {
  for (ssize_t sent = 0; sent < count;) {
    ssize_t more = write(file, bytes + sent, (size_t)(count - sent));
    if (more > 0) {
      sent += more;
    } else if (errno == EAGAIN) {
      struct pollfd ready = {.fd = file, .events = POLLOUT};
      poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      break;
    }
  }
}

static void send_page(void) {
  if (page < 0 || terminal < 0) return;
  dup3(terminal, fileno(out), O_CLOEXEC);
  off_t length = lseek(page, 0, SEEK_CUR);
  if (length <= 0) return;
  char *bytes = malloc((size_t)length);
  ssize_t count = bytes ? pread(page, bytes, (size_t)length, 0) : 0;
  if (!anew) count = vigie_without_charset(bytes, count);
  anew = 0;
  send_bytes(terminal, bytes, count);
  free(bytes);
}

static int names_utf8(const char *locale) {
  return locale && (strcasestr(locale, "utf-8") || strcasestr(locale, "utf8"));
}

int vigie_locale_open(void) {
  if (!setlocale(LC_CTYPE, "")) {
    const char *wanted = getenv("LC_ALL");
    if (!wanted || !*wanted) wanted = getenv("LC_CTYPE");
    if (!wanted || !*wanted) wanted = getenv("LANG");
    if (names_utf8(wanted) && !setlocale(LC_CTYPE, "C.UTF-8")) setlocale(LC_CTYPE, "en_US.UTF-8");
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void free_screen(void) {
  delscreen(screen);
  screen = NULL;
  fclose(out);
  out = NULL;
}

int vigie_screen_open(const char *name) {
  int descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  out = descriptor < 0 ? NULL : fdopen(descriptor, "w");
  screen = out ? newterm(name, out, stdin) : NULL;
  if (!screen) {
    if (out) fclose(out);
    out = NULL;
    return 1;
  }
  set_term(screen);
  const char *moving = tigetstr("cup");
  if (!moving || moving == (const char *)-1) {
    endwin();
    free_screen();
    return 2;
  }
  anew = 1;
  if (!getenv("ESCDELAY")) set_escdelay(25);
  cbreak();
  noecho();
  nonl();
  typeahead(-1);
  intrflush(stdscr, FALSE);
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  curs_set(0);
  cursor_shown = 0;
  keys = newpad(1, 1);
  keypad(keys, TRUE);
  nodelay(keys, TRUE);

  /* Ctrl-C and Ctrl-\ are keys; Ctrl-Z, Ctrl-S and Ctrl-Q stay what they are. */
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) == 0) {
    modes.c_cc[VINTR] = _POSIX_VDISABLE;
    modes.c_cc[VQUIT] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    def_prog_mode();
  }
  return 0;
}

void vigie_screen_close(void) {
  if (!screen) return;
  endwin();
  if (keys) delwin(keys);
  keys = NULL;
  free_screen();
}

void vigie_screen_leave(void) { endwin(); }

void vigie_screen_return(void) {
  reset_prog_mode();
  clearok(curscr, TRUE);
  anew = 1;
  wnoutrefresh(stdscr);
  open_page();
  doupdate();
  send_page();
}

int vigie_screen_colours(void) {
  if (!has_colors() || start_color() == ERR) return 0;
  use_default_colors();
  return COLORS;
}

int vigie_screen_pair(int pair, int foreground, int background) {
  if (pair >= COLOR_PAIRS) return -1;
  return init_extended_pair(pair, foreground, background) == ERR ? -1 : 0;
}

int vigie_character_columns(uint32_t scalar) {
  char bytes[MB_LEN_MAX];
  mbstate_t state;
  memset(&state, 0, sizeof state);
  if (wcrtomb(bytes, (wchar_t)scalar, &state) == (size_t)-1) return -1;
  return wcwidth((wchar_t)scalar);
}

int vigie_character_bytes(uint32_t scalar, unsigned char *bytes) {
  char text[MB_LEN_MAX];
  mbstate_t state;
  memset(&state, 0, sizeof state);
  size_t count = wcrtomb(text, (wchar_t)scalar, &state);
  if (count == (size_t)-1 || count > 16) return 0;
  memcpy(bytes, text, count);
  return (int)count;
}

uint32_t vigie_character_of_byte(unsigned char byte) {
  wint_t character = btowc(byte);
  return character == WEOF ? 0 : (uint32_t)character;
}

void vigie_screen_put(int row, int column, const uint32_t *scalars, int count, int attributes, int pair) {
  wchar_t text[CCHARW_MAX + 1];
  int length = 0;
  while (length < count && length < CCHARW_MAX) {
    text[length] = (wchar_t)scalars[length];
    length++;
  }
  text[length] = 0;
  attr_t look = A_NORMAL;
  if (attributes & VIGIE_BOLD) look |= A_BOLD;
  if (attributes & VIGIE_DIM) look |= A_DIM;
  if (attributes & VIGIE_REVERSE) look |= A_REVERSE;
  if (attributes & VIGIE_UNDERLINE) look |= A_UNDERLINE;
  cchar_t cell;
  if (setcchar(&cell, text, look, (short)pair, &pair) == ERR) return;
  /* In the lower right corner this says ERR, for the cursor cannot go on, but the cell is set. */
  mvadd_wch(row, column, &cell);
}

void vigie_screen_erase(void) { werase(stdscr); }

void vigie_screen_send(int row, int column) {
  int show = row >= 0;
  leaveok(stdscr, !show);
  if (show) wmove(stdscr, row, column);
  wnoutrefresh(stdscr);
  open_page();
  if (cursor_shown != show) {
    curs_set(show);
    cursor_shown = show;
  }
  doupdate();
  send_page();
}

void vigie_screen_write(const unsigned char *bytes, long count) {
  send_bytes(STDOUT_FILENO, (const char *)bytes, (ssize_t)count);
}

void vigie_screen_forget(void) {
  clearok(curscr, TRUE);
  anew = 1;
}

void vigie_screen_ask_size(int *rows, int *columns) {
  struct winsize size;
  *rows = 0;
  *columns = 0;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0) {
    *rows = size.ws_row;
    *columns = size.ws_col;
  }
}

void vigie_screen_size(int *rows, int *columns) { getmaxyx(stdscr, *rows, *columns); }

void vigie_screen_resize(int rows, int columns) {
  resize_term(rows, columns);
  clearok(curscr, TRUE);
  anew = 1;
}

int vigie_screen_key(void) {
  int key = wgetch(keys);
  if (key == ERR) return VIGIE_KEY_NONE;
  if (key < 0x100) return key;
  if (key >= KEY_F(1) && key <= KEY_F(24)) return VIGIE_KEY_F0 + (key - KEY_F0);
  switch (key) {
    case KEY_UP: case KEY_SR: return VIGIE_KEY_UP;
    case KEY_DOWN: case KEY_SF: return VIGIE_KEY_DOWN;
    case KEY_LEFT: case KEY_SLEFT: return VIGIE_KEY_LEFT;
    case KEY_RIGHT: case KEY_SRIGHT: return VIGIE_KEY_RIGHT;
    case KEY_HOME: case KEY_A1: case KEY_FIND: return VIGIE_KEY_HOME;
    case KEY_END: case KEY_C1: case KEY_SELECT: return VIGIE_KEY_END;
    case KEY_PPAGE: case KEY_A3: return VIGIE_KEY_PAGE_UP;
    case KEY_NPAGE: case KEY_C3: return VIGIE_KEY_PAGE_DOWN;
    case KEY_IC: return VIGIE_KEY_INSERT;
    case KEY_DC: return VIGIE_KEY_DELETE;
    case KEY_BACKSPACE: return VIGIE_KEY_BACKSPACE;
    case KEY_BTAB: return VIGIE_KEY_BACKTAB;
    case KEY_ENTER: return VIGIE_KEY_ENTER;
    default: return VIGIE_KEY_OTHER;
  }
}

int vigie_screen_escape_delay(void) { return get_escdelay(); }

void vigie_screen_flush_input(void) { flushinp(); }

int vigie_screen_waiting(void) {
  int count = 0;
  return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : -1;
}
