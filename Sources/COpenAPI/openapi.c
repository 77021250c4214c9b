#include "COpenAPI.h"

// Swift needs more than a minute for an array of 260,000 bytes; the C compiler embeds the file at once.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char document[] = {
#embed "../Web/Templates/openapi.json"
};

const unsigned char *sushai_openapi(size_t *size) {
    *size = sizeof document;
    return document;
}
