#ifndef VIGIE_CCURL_H
#define VIGIE_CCURL_H
/* libcurl, loaded at first use, so that a client that asks nothing over the network does not pay for its libraries.
   The header gives the constants and types; every function goes through the loaded library, and those with a variable
   number of arguments get one form for each type. Nothing here may be called before ccurl_load has returned NULL. */

#include <curl/curl.h>
#include <stddef.h>

/* Loads libcurl once. NULL when it is there, else why it is not (a text that lives as long as the process). */
const char *ccurl_load(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *easy);
void ccurl_easy_reset(CURL *easy);
/* Text is copied by libcurl. */
CURLcode ccurl_easy_set_text(CURL *easy, CURLoption option, const char *value);
CURLcode ccurl_easy_set_long(CURL *easy, CURLoption option, long value);
CURLcode ccurl_easy_set_pointer(CURL *easy, CURLoption option, void *value);
CURLcode ccurl_easy_get_long(CURL *easy, CURLINFO info, long *value);
CURLcode ccurl_easy_get_offset(CURL *easy, CURLINFO info, curl_off_t *value);
const char *ccurl_easy_strerror(CURLcode code);
CURLcode ccurl_easy_perform(CURL *easy);

/* Only http and https are spoken, redirects included. */
CURLcode ccurl_easy_only_web(CURL *easy);
/* The end of the server's own certificate, as libcurl words it ("Nov 22 14:32:05 2026 GMT"); NULL when there is none.
   Asked for with CURLOPT_CERTINFO; lives as long as the transfer. */
const char *ccurl_easy_certificate_end(CURL *easy);

/* Where an answer's body goes: at most `limit` bytes, the rest ends the transfer with CURLE_WRITE_ERROR and sets
   `is_cut`. Without a buffer the bytes are only counted. */
struct ccurl_body {
  char *bytes;
  size_t limit;
  size_t count;
  int is_cut;
};
CURLcode ccurl_easy_collect(CURL *easy, struct ccurl_body *body);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_add(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_remove(CURLM *multi, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
CURLMcode ccurl_multi_wakeup(CURLM *multi);
/* The next transfer that is done, and its code; NULL when there is none. */
CURL *ccurl_multi_done(CURLM *multi, CURLcode *code);

#endif
