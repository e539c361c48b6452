#ifndef VIGIE_CCURL_H
#define VIGIE_CCURL_H
/* libcurl, loaded at first use, so that a client that asks nothing over the network does not pay for its libraries. */
#endif
