#ifndef CINFLATE_H
#define CINFLATE_H

// Swift cannot call inflateInit2, a macro that uses the size of z_stream. zstd sets its window limit by a separate
// parameter. These wrappers are plain functions for both. There is no other C code here.

#include <zlib.h>
#include <zstd.h>

/// Creates a decoder. `window_bits` is zlib's: 15 + 16 for gzip, 15 for zlib, -15 for deflate without a header. Returns
/// zlib's result code.
static inline int sushai_inflate_begin(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

/// A zstd decoder that refuses windows above 2^`window_log` bytes; NULL if there is not enough memory.
static inline ZSTD_DCtx *sushai_zstd_begin(int window_log) {
    ZSTD_DCtx *decoder = ZSTD_createDCtx();
    if (decoder != NULL) ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, window_log);
    return decoder;
}

#endif
