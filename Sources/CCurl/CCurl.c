#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

/* The type checks of curl.h wrap these names in macros; here the plain functions are meant. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

static struct {
  CURLcode (*global_init)(long);
  CURL *(*easy_init)(void);
  void (*easy_cleanup)(CURL *);
  void (*easy_reset)(CURL *);
  CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
  CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
  const char *(*easy_strerror)(CURLcode);
  CURLcode (*easy_perform)(CURL *);
  CURLM *(*multi_init)(void);
  CURLMcode (*multi_cleanup)(CURLM *);
  CURLMcode (*multi_add_handle)(CURLM *, CURL *);
  CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
  CURLMcode (*multi_perform)(CURLM *, int *);
  CURLMcode (*multi_poll)(CURLM *, struct curl_waitfd *, unsigned, int, int *);
  CURLMcode (*multi_wakeup)(CURLM *);
  CURLMsg *(*multi_info_read)(CURLM *, int *);
} library;

static const char *fault;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
  void *handle = NULL;
  for (size_t i = 0; i < sizeof names / sizeof names[0] && !handle; i++) handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    fault = "libcurl.so.4 is not installed";
    return;
  }
  struct {
    const char *name;
    void *place;
  } symbols[] = {
      {"curl_global_init", &library.global_init},
      {"curl_easy_init", &library.easy_init},
      {"curl_easy_cleanup", &library.easy_cleanup},
      {"curl_easy_reset", &library.easy_reset},
      {"curl_easy_setopt", &library.easy_setopt},
      {"curl_easy_getinfo", &library.easy_getinfo},
      {"curl_easy_strerror", &library.easy_strerror},
      {"curl_easy_perform", &library.easy_perform},
      {"curl_multi_init", &library.multi_init},
      {"curl_multi_cleanup", &library.multi_cleanup},
      {"curl_multi_add_handle", &library.multi_add_handle},
      {"curl_multi_remove_handle", &library.multi_remove_handle},
      {"curl_multi_perform", &library.multi_perform},
      {"curl_multi_poll", &library.multi_poll},
      {"curl_multi_wakeup", &library.multi_wakeup},
      {"curl_multi_info_read", &library.multi_info_read},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof symbols[0]; i++) {
    void *found = dlsym(handle, symbols[i].name);
    if (!found) {
      fault = "libcurl is older than 7.68";
      return;
    }
    memcpy(symbols[i].place, &found, sizeof found);
  }
  if (library.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) fault = "libcurl could not be initialised";
}

const char *ccurl_load(void) {
  pthread_once(&once, load);
  return fault;
}

CURL *ccurl_easy_init(void) { return library.easy_init(); }
void ccurl_easy_cleanup(CURL *easy) { library.easy_cleanup(easy); }
void ccurl_easy_reset(CURL *easy) { library.easy_reset(easy); }

CURLcode ccurl_easy_set_text(CURL *easy, CURLoption option, const char *value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode ccurl_easy_set_long(CURL *easy, CURLoption option, long value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode ccurl_easy_set_pointer(CURL *easy, CURLoption option, void *value) {
  return library.easy_setopt(easy, option, value);
}

CURLcode ccurl_easy_get_long(CURL *easy, CURLINFO info, long *value) { return library.easy_getinfo(easy, info, value); }

CURLcode ccurl_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return library.easy_getinfo(easy, info, value);
}

const char *ccurl_easy_strerror(CURLcode code) { return library.easy_strerror(code); }
CURLcode ccurl_easy_perform(CURL *easy) { return library.easy_perform(easy); }

CURLcode ccurl_easy_only_web(CURL *easy) {
  /* The option that takes a text is only there from 7.85 on; the one that takes bits everywhere. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  long web = CURLPROTO_HTTP | CURLPROTO_HTTPS;
  CURLcode code = library.easy_setopt(easy, CURLOPT_PROTOCOLS, web);
  return code == CURLE_OK ? library.easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, web) : code;
#pragma GCC diagnostic pop
}

const char *ccurl_easy_certificate_end(CURL *easy) {
  static const char label[] = "Expire date:";
  struct curl_certinfo *chain = NULL;
  if (library.easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1) return NULL;
  for (struct curl_slist *line = chain->certinfo[0]; line; line = line->next)
    if (strncmp(line->data, label, sizeof label - 1) == 0) return line->data + sizeof label - 1;
  return NULL;
}

static size_t take(char *bytes, size_t size, size_t count, void *context) {
  struct ccurl_body *body = context;
  size_t length = size * count;
  size_t room = body->limit - body->count;
  size_t kept = length < room ? length : room;
  if (body->bytes) memcpy(body->bytes + body->count, bytes, kept);
  body->count += kept;
  if (kept < length) body->is_cut = 1;
  return kept;
}

CURLcode ccurl_easy_collect(CURL *easy, struct ccurl_body *body) {
  CURLcode code = library.easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
  return code == CURLE_OK ? library.easy_setopt(easy, CURLOPT_WRITEDATA, body) : code;
}

CURLM *ccurl_multi_init(void) { return library.multi_init(); }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return library.multi_cleanup(multi); }
CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy) { return library.multi_add_handle(multi, easy); }
CURLMcode ccurl_multi_remove(CURLM *multi, CURL *easy) { return library.multi_remove_handle(multi, easy); }
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return library.multi_perform(multi, running); }

CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
  return library.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) { return library.multi_wakeup(multi); }

CURL *ccurl_multi_done(CURLM *multi, CURLcode *code) {
  int left = 0;
  CURLMsg *message;
  while ((message = library.multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *code = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}
