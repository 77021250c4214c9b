#ifndef SUSHAI_OPENAPI_H
#define SUSHAI_OPENAPI_H

#include <stddef.h>

/// The document of the API, `Sources/Web/Templates/openapi.json`, as bytes of UTF-8. `size` receives their number.
const unsigned char *sushai_openapi(size_t *size);

#endif
