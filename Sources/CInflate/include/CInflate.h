#ifndef CINFLATE_H
#define CINFLATE_H

// Swift cannot call inflateInit2, a macro that uses the size of z_stream. zstd sets its window limit by a separate
// parameter. These wrappers are plain functions for both. There is no other C code here.

#include <zlib.h>
#include <zstd.h>

/// Creates a decoder of gzip only (15 bits of window, 16 for the gzip header). Returns zlib's result code.
static inline int sushai_inflate_begin_gzip(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

/// A zstd decoder that refuses windows above 2^`window_log` bytes; NULL if there is not enough memory.
static inline ZSTD_DCtx *sushai_zstd_begin(int window_log) {
    ZSTD_DCtx *decoder = ZSTD_createDCtx();
    if (decoder != NULL) ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, window_log);
    return decoder;
}

#endif
