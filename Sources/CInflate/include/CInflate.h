#ifndef CINFLATE_H
#define CINFLATE_H

// Swift cannot import ISA-L's decoder, a structure with arrays of 90 KB. zstd sets its window limit by a separate
// parameter. These wrappers are plain functions for both. There is no other C code here.

#include <isa-l/igzip_lib.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zstd.h>

/// What a decoder has not used.
typedef struct {
    uint32_t input;
    uint32_t output;
    bool ended;
} sushai_inflate_rest;

/// A decoder for deflate and the trailer that `wrapping` names: ISAL_GZIP_NO_HDR_VER, ISAL_ZLIB_NO_HDR_VER or
/// ISAL_DEFLATE; NULL if there is not enough memory. `free` releases it.
static inline struct inflate_state *sushai_inflate_begin(uint32_t wrapping) {
    struct inflate_state *state = malloc(sizeof(*state));
    if (state == NULL) return NULL;
    isal_inflate_init(state);
    state->crc_flag = wrapping;
    return state;
}

/// Sets the buffers of the next calls. ISA-L does not write to its input, although its header does not declare it `const`.
static inline void sushai_inflate_set(
    struct inflate_state *state, const uint8_t *input, uint32_t input_size, uint8_t *output, uint32_t output_size) {
    state->next_in = (uint8_t *)input;
    state->avail_in = input_size;
    state->next_out = output;
    state->avail_out = output_size;
}

/// At the end, ISA-L has read up to seven bytes ahead; they count as not used.
static inline sushai_inflate_rest sushai_inflate_left(const struct inflate_state *state) {
    bool ended = state->block_state == ISAL_BLOCK_FINISH;
    uint32_t ahead = ended ? (uint32_t)state->read_in_length / 8 : 0;
    return (sushai_inflate_rest){state->avail_in + ahead, state->avail_out, ended};
}

/// A zstd decoder that refuses windows above 2^`window_log` bytes; NULL if there is not enough memory.
static inline ZSTD_DCtx *sushai_zstd_begin(int window_log) {
    ZSTD_DCtx *decoder = ZSTD_createDCtx();
    if (decoder != NULL) ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, window_log);
    return decoder;
}

#endif
