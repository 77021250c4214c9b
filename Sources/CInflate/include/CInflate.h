#ifndef CINFLATE_H
#define CINFLATE_H

// inflateInit2 is a macro over the size of z_stream, and zstd's limit of the window is a parameter of its own; these
// wrappers give both a name that Swift can call. There is no other C code here.

#include <zlib.h>
#include <zstd.h>

/// A decoder of gzip only (15 bits of window, 16 for the gzip header); zlib's own result code.
static inline int sushai_inflate_begin_gzip(z_stream *stream) {
    return inflateInit2(stream, 15 + 16);
}

/// A zstd decoder that refuses windows above 2^`window_log` bytes; NULL when memory is short.
static inline ZSTD_DCtx *sushai_zstd_begin(int window_log) {
    ZSTD_DCtx *decoder = ZSTD_createDCtx();
    if (decoder != NULL) ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, window_log);
    return decoder;
}

#endif
