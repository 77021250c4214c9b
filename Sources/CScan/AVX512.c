// Indexes 64 bytes at a time, for processors with AVX-512 and VBMI2 (from Ice Lake and Zen 4).

#if defined(__x86_64__)

#include <immintrin.h>

#include "Steps.h"

#define TARGETED __attribute__((target("avx2,avx512f,avx512bw,avx512vl,avx512vbmi2,pclmul,bmi,bmi2,lzcnt,popcnt")))
#define WITH_AVX512 __attribute__((always_inline)) TARGETED

#include "Characters.h"

/// Constants and lookup tables, kept in registers. Otherwise the compiler loads each from memory at every use.
typedef struct {
    __m512i quote, backslash, newline, delete, space, blanks, operators;
    __m512i low, after_high, after_low, is_high, third, fourth, highest, before;
    __m512i scalar, numbers;
} constants;

#define HELD(first, second, third) __asm__("" : "+v"(held.first), "+v"(held.second), "+v"(held.third))

static const uint8_t numbers[64] = {
    0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
    44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
};

static inline WITH_AVX512 __m512i table(const uint8_t *entries) {
    return _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)entries));
}

static inline WITH_AVX512 constants hold(void) {
    constants held = {
        .quote = _mm512_set1_epi8('"'), .backslash = _mm512_set1_epi8('\\'), .newline = _mm512_set1_epi8('\n'),
        .delete = _mm512_set1_epi8(0x7F), .space = _mm512_set1_epi8(0x20),
        // Indexed by the lower half of a byte: the only blank, and the only operator with 0x20 added, that the byte can
        // be.
        .blanks = _mm512_broadcast_i32x4(_mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0)),
        .operators = _mm512_broadcast_i32x4(_mm_setr_epi8(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, ':', '{', ',', '}', 0, 0)),
        .low = _mm512_set1_epi8(0x0F), .after_high = table(after_high), .after_low = table(after_low),
        .is_high = table(is_high), .third = _mm512_set1_epi8((char)(0xE0 - 0x80)),
        .fourth = _mm512_set1_epi8((char)(0xF0 - 0x80)), .highest = _mm512_set1_epi8((char)0x80),
        .before = _mm512_setr_epi64(6, 7, 8, 9, 10, 11, 12, 13), .scalar = _mm512_set1_epi8(SUSHAI_SCALAR),
        .numbers = _mm512_loadu_si512(numbers),
    };
    HELD(quote, backslash, newline);
    HELD(delete, space, blanks);
    HELD(operators, low, after_high);
    HELD(after_low, is_high, third);
    HELD(fourth, highest, before);
    __asm__("" : "+v"(held.scalar), "+v"(held.numbers));
    return held;
}

/// Marks the bytes that do not continue the preceding characters correctly.
static inline WITH_AVX512 uint64_t bad_characters(__m512i bytes, __m512i before, const constants *held) {
    __m512i shifted = _mm512_permutex2var_epi64(before, held->before, bytes);
    __m512i first = _mm512_alignr_epi8(bytes, shifted, 15);
    __m512i lead = _mm512_shuffle_epi8(held->after_high, _mm512_and_si512(_mm512_srli_epi16(first, 4), held->low));
    __m512i detail = _mm512_shuffle_epi8(held->after_low, _mm512_and_si512(first, held->low));
    __m512i next = _mm512_shuffle_epi8(held->is_high, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), held->low));
    __m512i pairs = _mm512_ternarylogic_epi64(lead, detail, next, 0x80);
    // The highest bit is set if a character of three or four bytes must continue.
    __m512i third = _mm512_subs_epu8(_mm512_alignr_epi8(bytes, shifted, 14), held->third);
    __m512i fourth = _mm512_subs_epu8(_mm512_alignr_epi8(bytes, shifted, 13), held->fourth);
    __m512i must = _mm512_and_si512(_mm512_or_si512(third, fourth), held->highest);
    __m512i wrong = _mm512_xor_si512(pairs, must);
    return _mm512_test_epi8_mask(wrong, wrong);
}

static inline WITH_AVX512 byte_masks classify(__m512i bytes, const constants *held) {
    byte_masks masks;
    masks.quotes = _mm512_cmpeq_epi8_mask(bytes, held->quote);
    masks.backslashes = _mm512_cmpeq_epi8_mask(bytes, held->backslash);
    masks.newlines = _mm512_cmpeq_epi8_mask(bytes, held->newline);
    masks.deletes = _mm512_cmpeq_epi8_mask(bytes, held->delete);
    masks.controls = _mm512_cmplt_epu8_mask(bytes, held->space);
    masks.blanks = _mm512_cmpeq_epi8_mask(bytes, _mm512_shuffle_epi8(held->blanks, bytes));
    // Brackets differ from braces only by 0x20. Colon and comma have this bit; with it, 0x1A and 0x0C look like them.
    __m512i folded = _mm512_or_si512(bytes, held->space);
    masks.opening = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{'));
    masks.closing = _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}'));
    masks.operators =
        _mm512_cmpeq_epi8_mask(folded, _mm512_shuffle_epi8(held->operators, bytes)) & ~masks.controls;
    return masks;
}

TARGETED bool sushai_is_text_with_avx512(const uint8_t *text, size_t count) {
    const constants held = hold();
    __m512i before = _mm512_setzero_si512();
    uint64_t bad = 0;
    // A blank after the text shows that a character is cut off.
    for (size_t start = 0; start <= count; start += 64) {
        __mmask64 rest = count - start < 64 ? (1ull << (count - start)) - 1 : ~0ull;
        __m512i bytes = _mm512_mask_loadu_epi8(held.space, rest, text + start);
        byte_masks masks = classify(bytes, &held);
        bad |= bad_characters(bytes, before, &held) | masks.deletes;
        bad |= masks.controls & ~(masks.blanks | masks.newlines);
        before = bytes;
    }
    return bad == 0;
}

/// The first 32 of `places`, with offsets that have the same origin as `base`.
static inline WITH_AVX512 __m512i offsets(__m512i places, __m512i base) {
    return _mm512_add_epi16(base, _mm512_cvtepu8_epi16(_mm512_castsi512_si256(places)));
}

/// Appends the tokens of a block: their offsets and their kinds.
static inline WITH_AVX512 void append(
    sushai_token_index *index, size_t tokens, size_t start, const block_masks *found, __m512i bytes,
    const constants *held
) {
    __m512i kinds = _mm512_mask_blend_epi8(found->scalars, bytes, held->scalar);
    _mm512_storeu_si512(index->kinds + tokens, _mm512_maskz_compress_epi8(found->tokens, kinds));
    __m512i places = _mm512_maskz_compress_epi8(found->tokens, held->numbers);
    __m512i base = _mm512_set1_epi16((short)start);
    _mm512_storeu_si512(index->places + tokens, offsets(places, base));
    if (__builtin_expect(__builtin_popcountll(found->tokens) > 32, 0)) {
        places = _mm512_castsi256_si512(_mm512_extracti64x4_epi64(places, 1));
        _mm512_storeu_si512(index->places + tokens + 32, offsets(places, base));
    }
}

/// Appends the scalars of a block. No two are adjacent, so there are at most 32.
static inline WITH_AVX512 void append_scalars(
    uint16_t *to, size_t start, uint64_t scalars, const constants *held
) {
    __m512i places = _mm512_maskz_compress_epi8(scalars, held->numbers);
    _mm512_storeu_si512(to, offsets(places, _mm512_set1_epi16((short)start)));
}

/// For each bit, whether the number of bits up to it is odd.
static inline WITH_AVX512 uint64_t odd(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0));
}

/// The next 64 bytes, filled up with blanks at the end of the text.
static inline WITH_AVX512 __m512i load(const uint8_t *from, size_t count, const constants *held) {
    if (__builtin_expect(count >= 64, 1)) return _mm512_loadu_si512(from);
    return _mm512_mask_loadu_epi8(held->space, (1ull << count) - 1, from);
}

TARGETED sushai_list_part sushai_divide_with_avx512(const uint8_t *text, size_t count) {
    const constants held = hold();
    sushai_list_part part = {0};
    carried carry = {0};
    uint64_t escaping;
    for (size_t start = 0; start < count; start += 64) {
        byte_masks masks = classify(load(text + start, count - start, &held), &held);
        uint64_t inside = within(&carry, odd(plain_quotes(&masks, &carry, &escaping)));
        if (!divide(&part, text + start, start, &masks, inside)) break;
    }
    return part;
}

TARGETED void sushai_index_with_avx512(const uint8_t *text, size_t count, sushai_token_index *index) {
    const constants held = hold();
    carried carry = clear_index(index);
    uint64_t escaping[MOST_BLOCKS];
    size_t whole = 0;
    size_t tokens = 0;
    size_t scalars = 0;
    __m512i before = _mm512_setzero_si512();
    for (size_t start = 0; start < count; start += 64) {
        __m512i bytes = load(text + start, count - start, &held);
        byte_masks masks = classify(bytes, &held);
        uint64_t quotes = plain_quotes(&masks, &carry, &escaping[start / 64]);
        block_masks found = read_masks(&masks, &carry, quotes, odd(quotes));
        found.flaws |= bad_characters(bytes, before, &held);
        before = bytes;
        if (!record_flaws(index, start, &found, masks.newlines, tokens, &whole)) break;
        append(index, tokens, start, &found, bytes, &held);
        tokens += (size_t)__builtin_popcountll(found.tokens);
        append_scalars(index->scalars + scalars, start, found.scalars, &held);
        scalars += (size_t)__builtin_popcountll(found.scalars);
    }
    complete(text, count, index, escaping, tokens, whole, scalars);
}

#endif
