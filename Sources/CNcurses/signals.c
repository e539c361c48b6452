#define _GNU_SOURCE 1
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <ncurses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

/* A program that was asked to end and is still there after this time ends by the default action: the terminal may be
   stopped, and a write to it wait for ever. */
enum { GRACE_SECONDS = 1 };
/* A second request counts as impatience only so much later; a session's end sends two at once. */
enum { IMPATIENCE_MILLISECONDS = 200 };

static const int ending[] = {SIGTERM, SIGHUP, SIGINT};
static const int crashing[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGQUIT, SIGSYS};
static const int telling[] = {SIGWINCH, SIGTSTP, SIGCONT};
enum { SIGNALS = 65 };
#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct termios modes;
static volatile sig_atomic_t has_modes;
static char exit_text[512];
static volatile sig_atomic_t exit_length;
/* Another program has the screen: it is not ours to restore. */
static volatile sig_atomic_t away;
static int desk[2] = {-1, -1};
static struct sigaction found[SIGNALS];
static char taken[SIGNALS];
static sigset_t mask_found;
static volatile sig_atomic_t has_mask;
static volatile sig_atomic_t asked;
static volatile int64_t asked_at;
static char crash_stack[65536];

/* Everything below runs inside handlers: only what signal-safety(7) allows. */

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Puts the screen back without ever waiting for it. */
static void restore(void) {
  if (away) return;
  if (exit_length > 0) {
    int flags = fcntl(STDOUT_FILENO, F_GETFL);
    if (flags >= 0) fcntl(STDOUT_FILENO, F_SETFL, flags | O_NONBLOCK);
    ssize_t written = write(STDOUT_FILENO, exit_text, (size_t)exit_length);
    (void)written;
    if (flags >= 0) fcntl(STDOUT_FILENO, F_SETFL, flags);
    exit_length = 0;
  }
  if (has_modes) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void end_by(int number) {
  restore();
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  _exit(128 + number);
}

static void on_crash(int number) {
  int error = errno;
  restore();
  /* Whoever was there before (a backtracer, or the kernel) has the last word. */
  sigaction(number, &found[number], NULL);
  errno = error;
  raise(number);
}

static void tell(int number) {
  int error = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(desk[1], &byte, 1);
  (void)written;
  errno = error;
}

static void on_end(int number) {
  int error = errno;
  if (asked && milliseconds() - asked_at > IMPATIENCE_MILLISECONDS) end_by(number);
  if (!asked) {
    asked = number;
    asked_at = milliseconds();
    struct itimerval limit = {{0, 0}, {GRACE_SECONDS, 0}};
    setitimer(ITIMER_REAL, &limit, NULL);
  }
  errno = error;
  tell(number);
}

static void on_grace_over(int number) { end_by(asked ? asked : number); }

/* From here on, ordinary code. */

static void take(int number, void (*handler)(int), int flags) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  if (!taken[number] && sigaction(number, NULL, &found[number]) == 0) taken[number] = 1;
  sigaction(number, &action, NULL);
}

static int ignored(int number) {
  struct sigaction now;
  return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

int vigie_signals_keep_modes(void) {
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || tcgetattr(STDIN_FILENO, &modes) != 0) return -1;
  has_modes = 1;
  return 0;
}

int vigie_signals_take(void) {
  if (pipe2(desk, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  asked = 0;
  away = 0;
  for (size_t index = 0; index < COUNT(telling); index++) {
    if (telling[index] != SIGTSTP || !ignored(SIGTSTP)) take(telling[index], tell, SA_RESTART);
  }
  for (size_t index = 0; index < COUNT(ending); index++) {
    if (ending[index] == SIGTERM || !ignored(ending[index])) take(ending[index], on_end, SA_RESTART);
  }
  take(SIGALRM, on_grace_over, SA_RESTART);
  /* A stack that has overflowed cannot hold the handler's frame. */
  stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
  stack_t before;
  if (sigaltstack(NULL, &before) == 0 && (before.ss_flags & SS_DISABLE)) sigaltstack(&stack, NULL);
  for (size_t index = 0; index < COUNT(crashing); index++) take(crashing[index], on_crash, SA_ONSTACK | SA_NODEFER);
  /* Whoever started us may have left signals blocked: then none would ever arrive. */
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int number = 1; number < SIGNALS; number++) {
    if (taken[number]) sigaddset(&wanted, number);
  }
  has_mask = pthread_sigmask(SIG_UNBLOCK, &wanted, &mask_found) == 0;
  return desk[0];
}

/* Appends a capability without its padding, $<5/>, which no terminal of today needs. */
static void learn(const char *text) {
  if (!text || text == (char *)-1) return;
  while (*text && exit_length < (int)sizeof exit_text) {
    if (text[0] == '$' && text[1] == '<') {
      const char *end = strchr(text, '>');
      if (!end) return;
      text = end + 1;
      continue;
    }
    exit_text[exit_length++] = *text++;
  }
}

void vigie_signals_learn_exit(void) {
  exit_length = 0;
  /* CAN ends an escape sequence that was cut in the middle. */
  learn("\030");
  learn(tigetstr("op"));
  learn(tigetstr("sgr0"));
  learn(tigetstr("rmkx"));
  learn(tigetstr("cnorm"));
  learn("\r\n");
  learn(tigetstr("rmcup"));
}

void vigie_signals_give_back(void) {
  exit_length = 0;
  if (has_modes) {
    /* An unchanged terminal is not told again: the call would wait for a stopped one. */
    struct termios now;
    if (tcgetattr(STDIN_FILENO, &now) == 0 && memcmp(&now, &modes, sizeof now) != 0) {
      tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    }
    has_modes = 0;
  }
  struct itimerval none = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &none, NULL);
  for (int number = 1; number < SIGNALS; number++) {
    if (taken[number]) sigaction(number, &found[number], NULL);
    taken[number] = 0;
  }
  if (has_mask) pthread_sigmask(SIG_SETMASK, &mask_found, NULL);
  has_mask = 0;
  if (desk[0] >= 0) close(desk[0]);
  if (desk[1] >= 0) close(desk[1]);
  desk[0] = desk[1] = -1;
}

void vigie_signals_pause(int paused) {
  away = paused;
  if (taken[SIGTSTP]) signal(SIGTSTP, paused ? SIG_DFL : tell);
  if (taken[SIGINT]) signal(SIGINT, paused ? SIG_IGN : on_end);
}

void vigie_signals_stop(void) {
  signal(SIGTSTP, SIG_DFL);
  signal(SIGCONT, SIG_DFL);
  raise(SIGTSTP);
  signal(SIGCONT, tell);
  signal(SIGTSTP, tell);
}

int vigie_poll(struct pollfd *descriptors, int count, double seconds) {
  if (seconds < 0) return ppoll(descriptors, (nfds_t)count, NULL, NULL);
  struct timespec limit;
  limit.tv_sec = (time_t)seconds;
  limit.tv_nsec = (long)((seconds - (double)limit.tv_sec) * 1e9);
  return ppoll(descriptors, (nfds_t)count, &limit, NULL);
}
