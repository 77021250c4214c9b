#ifndef CCURL_H
#define CCURL_H

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call. These wrappers give each kind of
// argument a name; there is nothing else in C here.

#include <curl/curl.h>
#include <stddef.h>

typedef size_t (*sushai_curl_data_fn)(char *bytes, size_t size, size_t count, void *context);
typedef int (*sushai_curl_progress_fn)(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
                                       curl_off_t up);

static inline CURLcode sushai_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sushai_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode sushai_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

/// Sends `length` bytes as the request body; libcurl takes a copy.
static inline CURLcode sushai_curl_set_body(CURL *handle, const char *bytes, curl_off_t length) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, length);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

static inline CURLcode sushai_curl_on_body(CURL *handle, sushai_curl_data_fn function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_WRITEDATA, context) : code;
}

static inline CURLcode sushai_curl_on_header(CURL *handle, sushai_curl_data_fn function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_HEADERDATA, context) : code;
}

static inline CURLcode sushai_curl_on_progress(CURL *handle, sushai_curl_progress_fn function, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
    if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, context);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L) : code;
}

static inline CURLcode sushai_curl_response_code(CURL *handle, long *code) {
    return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}

#endif
