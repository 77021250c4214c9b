// 64 bytes at a time, for processors with AVX-512 and VBMI2 (Ice Lake and Zen 4 on).

#if defined(__x86_64__)

#include <immintrin.h>

#include "Steps.h"

#define TARGETED __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt")))
#define WITH_AVX512 __attribute__((always_inline)) TARGETED

#include "Characters.h"

static inline WITH_AVX512 uint64_t equal(__m512i bytes, char byte) {
    return _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte));
}

/// Of each byte the one `count` before it.
#define EARLIER(bytes, before, count) \
    _mm512_alignr_epi8( \
        bytes, _mm512_permutex2var_epi64(before, _mm512_setr_epi64(6, 7, 8, 9, 10, 11, 12, 13), bytes), 16 - count)

/// Where a byte does not go on with the characters before it as it must.
static inline WITH_AVX512 uint64_t bad_characters(__m512i bytes, __m512i before) {
    const __m512i low = _mm512_set1_epi8(0x0F);
    __m512i first = EARLIER(bytes, before, 1);
    __m512i lead = _mm512_shuffle_epi8(
        _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)after_high)),
        _mm512_and_si512(_mm512_srli_epi16(first, 4), low));
    __m512i detail = _mm512_shuffle_epi8(
        _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)after_low)), _mm512_and_si512(first, low));
    __m512i next = _mm512_shuffle_epi8(
        _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)is_high)),
        _mm512_and_si512(_mm512_srli_epi16(bytes, 4), low));
    __m512i pairs = _mm512_ternarylogic_epi64(lead, detail, next, 0x80);
    // The highest bit where a character of three or four bytes must go on.
    __m512i third = _mm512_subs_epu8(EARLIER(bytes, before, 2), _mm512_set1_epi8((char)(0xE0 - 0x80)));
    __m512i fourth = _mm512_subs_epu8(EARLIER(bytes, before, 3), _mm512_set1_epi8((char)(0xF0 - 0x80)));
    __m512i must = _mm512_and_si512(_mm512_or_si512(third, fourth), _mm512_set1_epi8((char)0x80));
    return _mm512_test_epi8_mask(_mm512_xor_si512(pairs, must), _mm512_set1_epi8((char)0xFF));
}

static inline WITH_AVX512 byte_masks classify(__m512i bytes) {
    byte_masks masks;
    masks.quotes = equal(bytes, '"');
    masks.backslashes = equal(bytes, '\\');
    masks.newlines = equal(bytes, '\n');
    masks.deletes = equal(bytes, 0x7F);
    masks.controls = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20));
    masks.blanks = equal(bytes, ' ') | equal(bytes, '\t') | equal(bytes, '\r');
    // Brackets differ from braces by 0x20 alone, which colon and comma have.
    __m512i folded = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    masks.operators = equal(folded, '{') | equal(folded, '}') | equal(bytes, ':') | equal(bytes, ',');
    return masks;
}

TARGETED bool sushai_is_text_with_avx512(const uint8_t *text, size_t count) {
    __m512i before = _mm512_setzero_si512();
    uint64_t bad = 0;
    // A blank behind the text shows a character that is cut off.
    for (size_t start = 0; start <= count; start += 64) {
        __mmask64 rest = count - start < 64 ? (1ull << (count - start)) - 1 : ~0ull;
        __m512i bytes = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), rest, text + start);
        uint64_t controls = _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20));
        bad |= bad_characters(bytes, before) | equal(bytes, 0x7F);
        bad |= controls & ~(equal(bytes, '\t') | equal(bytes, '\n') | equal(bytes, '\r'));
        before = bytes;
    }
    return bad == 0;
}

static const uint8_t numbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

/// The first 32 of `places`, counted from where `base` counts from.
static inline WITH_AVX512 __m512i offsets(__m512i places, __m512i base) {
    return _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(places)));
}

/// Appends the tokens of a stretch: their places, and their kinds.
static inline WITH_AVX512 void append(
    sushai_line_index *index, size_t tokens, size_t start, const stretch *found, __m512i bytes
) {
    __m512i kinds = _mm512_mask_blend_epi8(found->scalars, bytes, _mm512_set1_epi8(SUSHAI_SCALAR));
    _mm512_storeu_si512(index->kinds + tokens, _mm512_maskz_compress_epi8(found->tokens, kinds));
    __m512i places = _mm512_maskz_compress_epi8(found->tokens, _mm512_loadu_si512(numbers));
    __m512i base = _mm512_set1_epi16((short)start);
    _mm512_storeu_si512(index->places + tokens, offsets(places, base));
    if (__builtin_expect(__builtin_popcountll(found->tokens) > 32, 0)) {
        places = _mm512_castsi256_si512(_mm512_extracti64x4_epi64(places, 1));
        _mm512_storeu_si512(index->places + tokens + 32, offsets(places, base));
    }
}

/// Appends the scalars of a stretch. No two touch, so there are no more than 32.
static inline WITH_AVX512 void append_scalars(uint16_t *to, size_t start, uint64_t scalars) {
    __m512i places = _mm512_maskz_compress_epi8(scalars, _mm512_loadu_si512(numbers));
    _mm512_storeu_si512(to, offsets(places, _mm512_set1_epi16((short)start)));
}

TARGETED void sushai_index_with_avx512(const uint8_t *text, size_t count, sushai_line_index *index) {
    clear_index(index);
    carried carry = {0};
    size_t whole = 0;
    size_t tokens = 0;
    size_t scalars = 0;
    __m512i before = _mm512_setzero_si512();
    for (size_t start = 0; start < count; start += 64) {
        __m512i bytes;
        if (__builtin_expect(count - start < 64, 0)) {
            __mmask64 rest = (1ull << (count - start)) - 1;
            bytes = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), rest, text + start);
        } else {
            bytes = _mm512_loadu_si512(text + start);
        }
        byte_masks masks = classify(bytes);
        uint64_t escaping;
        uint64_t quotes = plain_quotes(&masks, &carry, &escaping);
        uint64_t parity = (uint64_t)_mm_cvtsi128_si64(
            _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)quotes), _mm_set1_epi8((char)0xFF), 0));
        stretch found = read_masks(&masks, &carry, quotes, parity, escaping, text + start);
        found.flaws |= bad_characters(bytes, before);
        before = bytes;
        if (!note_stretch(index, start, &found, masks.newlines, tokens, &whole)) break;
        append(index, tokens, start, &found, bytes);
        tokens += (size_t)__builtin_popcountll(found.tokens);
        append_scalars(index->scalars + scalars, start, found.scalars);
        scalars += (size_t)__builtin_popcountll(found.scalars);
    }
    check_scalars(text, index, scalars);
    index->tokens = whole;
}

#endif
