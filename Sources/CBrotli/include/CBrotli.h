#ifndef CBROTLI_H
#define CBROTLI_H

// Makes Debian's libbrotli known to Swift. There is no C code here. The program only decodes; the tests also encode.

#include <brotli/decode.h>
#include <brotli/encode.h>

#endif
