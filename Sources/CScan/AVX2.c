// Indexes 64 bytes at a time as two halves, for processors with AVX2 (from Haswell and Zen).

#if defined(__x86_64__)

#include <immintrin.h>

#include "Steps.h"

#define TARGETED __attribute__((target("avx2,pclmul,bmi,lzcnt,popcnt")))
#define WITH_AVX2 __attribute__((always_inline)) TARGETED

#include "Characters.h"

typedef struct {
    __m256i low, high;
} halves;

/// The highest bit of each byte.
static inline WITH_AVX2 uint64_t joined(__m256i low, __m256i high) {
    uint32_t first = (uint32_t)_mm256_movemask_epi8(low);
    uint32_t second = (uint32_t)_mm256_movemask_epi8(high);
    // Hides the origin of the bits from the compiler. Otherwise it would compute on bytes, which is four times slower.
    __asm__("" : "+r"(first), "+r"(second));
    return first | (uint64_t)second << 32;
}

/// For each byte, the byte `count` positions before it.
#define EARLIER(bytes, before, count) \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(before, bytes, 0x21), 16 - count)

static inline WITH_AVX2 __m256i table(const uint8_t *entries) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
}

/// Nonzero bytes mark malformed characters.
static inline WITH_AVX2 __m256i bad_characters(__m256i bytes, __m256i before) {
    const __m256i low = _mm256_set1_epi8(0x0F);
    __m256i first = EARLIER(bytes, before, 1);
    __m256i lead = _mm256_shuffle_epi8(table(after_high), _mm256_and_si256(_mm256_srli_epi16(first, 4), low));
    __m256i detail = _mm256_shuffle_epi8(table(after_low), _mm256_and_si256(first, low));
    __m256i next = _mm256_shuffle_epi8(table(is_high), _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low));
    __m256i pairs = _mm256_and_si256(_mm256_and_si256(lead, detail), next);
    // The highest bit is set if a character of three or four bytes must continue.
    __m256i third = _mm256_subs_epu8(EARLIER(bytes, before, 2), _mm256_set1_epi8((char)(0xE0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(EARLIER(bytes, before, 3), _mm256_set1_epi8((char)(0xF0 - 0x80)));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(pairs, must);
}

static inline WITH_AVX2 __m256i is(__m256i bytes, char byte) {
    return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte));
}

static inline WITH_AVX2 __m256i is_blank(__m256i bytes) {
    return _mm256_or_si256(_mm256_or_si256(is(bytes, ' '), is(bytes, '\t')), is(bytes, '\r'));
}

static inline WITH_AVX2 __m256i is_operator(__m256i bytes) {
    // Brackets differ from braces only by 0x20.
    __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    __m256i brackets = _mm256_or_si256(is(folded, '{'), is(folded, '}'));
    return _mm256_or_si256(brackets, _mm256_or_si256(is(bytes, ':'), is(bytes, ',')));
}

static inline WITH_AVX2 __m256i is_control(__m256i bytes) {
    __m256i most = _mm256_set1_epi8(0x1F);
    return _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, most), most);
}

static inline WITH_AVX2 uint64_t brackets(halves bytes, char brace) {
    __m256i difference = _mm256_set1_epi8(0x20);
    return joined(
        is(_mm256_or_si256(bytes.low, difference), brace), is(_mm256_or_si256(bytes.high, difference), brace));
}

static inline WITH_AVX2 byte_masks classify(halves bytes) {
    byte_masks masks;
    masks.opening = brackets(bytes, '{');
    masks.closing = brackets(bytes, '}');
    masks.quotes = joined(is(bytes.low, '"'), is(bytes.high, '"'));
    masks.backslashes = joined(is(bytes.low, '\\'), is(bytes.high, '\\'));
    masks.newlines = joined(is(bytes.low, '\n'), is(bytes.high, '\n'));
    masks.deletes = joined(is(bytes.low, 0x7F), is(bytes.high, 0x7F));
    masks.blanks = joined(is_blank(bytes.low), is_blank(bytes.high));
    masks.operators = joined(is_operator(bytes.low), is_operator(bytes.high));
    masks.controls = joined(is_control(bytes.low), is_control(bytes.high));
    return masks;
}

TARGETED bool sushai_is_text_with_avx2(const uint8_t *text, size_t count) {
    __m256i before = _mm256_setzero_si256();
    __m256i bad = before;
    uint8_t rest[32];
    // A blank after the text shows that a character is cut off.
    for (size_t start = 0; start <= count; start += 32) {
        const uint8_t *from = text + start;
        if (count - start < 32) {
            memset(rest, ' ', sizeof rest);
            memcpy(rest, from, count - start);
            from = rest;
        }
        __m256i bytes = _mm256_loadu_si256((const __m256i *)from);
        __m256i breaks = _mm256_or_si256(is_blank(bytes), is(bytes, '\n'));
        bad = _mm256_or_si256(bad, _mm256_andnot_si256(breaks, is_control(bytes)));
        bad = _mm256_or_si256(bad, _mm256_or_si256(is(bytes, 0x7F), bad_characters(bytes, before)));
        before = bytes;
    }
    return _mm256_testz_si256(bad, bad);
}

/// Appends the tokens of a block. It always writes a multiple of eight, which is faster than a test after each token.
/// The next block overwrites the surplus.
static inline WITH_AVX2 void append(
    sushai_token_index *index, size_t tokens, size_t start, const block_masks *found, const uint8_t *bytes,
    size_t *scalars
) {
    uint16_t *places = index->places + tokens;
    uint8_t *kinds = index->kinds + tokens;
    size_t count = (size_t)__builtin_popcountll(found->tokens);
    uint64_t left = found->tokens;
    for (size_t done = 0; done < count; done += 8) {
        for (size_t step = 0; step < 8; step++) {
            // After the last token, any place is valid.
            unsigned bit = (unsigned)_tzcnt_u64(left) & 63;
            places[done + step] = (uint16_t)(start + bit);
            kinds[done + step] = bytes[bit];
            left &= left - 1;
        }
    }
    for (left = found->scalars; left != 0; left &= left - 1) {
        kinds[__builtin_popcountll(found->tokens & (_blsi_u64(left) - 1))] = SUSHAI_SCALAR;
        index->scalars[(*scalars)++] = (uint16_t)(start + _tzcnt_u64(left));
    }
}

/// For each bit, whether the number of bits up to it is odd.
static inline WITH_AVX2 uint64_t odd(uint64_t bits) {
    return (uint64_t)_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits), _mm_set1_epi8((char)0xFF), 0));
}

static inline WITH_AVX2 halves load(const uint8_t *from) {
    return (halves){_mm256_loadu_si256((const __m256i *)from), _mm256_loadu_si256((const __m256i *)(from + 32))};
}

/// The next 64 bytes; at the end of the text `rest`, filled up with blanks.
static inline WITH_AVX2 const uint8_t *block(const uint8_t *from, size_t count, uint8_t *rest) {
    if (__builtin_expect(count >= 64, 1)) return from;
    memset(rest, ' ', 64);
    return memcpy(rest, from, count);
}

TARGETED sushai_list_part sushai_divide_with_avx2(const uint8_t *text, size_t count) {
    sushai_list_part part = {0};
    carried carry = {0};
    uint64_t escaping;
    uint8_t rest[64];
    for (size_t start = 0; start < count; start += 64) {
        const uint8_t *from = block(text + start, count - start, rest);
        byte_masks masks = classify(load(from));
        uint64_t inside = within(&carry, odd(plain_quotes(&masks, &carry, &escaping)));
        if (!divide(&part, from, start, &masks, inside)) break;
    }
    return part;
}

TARGETED void sushai_index_with_avx2(const uint8_t *text, size_t count, sushai_token_index *index) {
    carried carry = clear_index(index);
    uint64_t escaping[MOST_BLOCKS];
    size_t whole = 0;
    size_t tokens = 0;
    size_t scalars = 0;
    __m256i before = _mm256_setzero_si256();
    uint8_t rest[64];
    for (size_t start = 0; start < count; start += 64) {
        const uint8_t *from = block(text + start, count - start, rest);
        halves bytes = load(from);
        byte_masks masks = classify(bytes);
        uint64_t quotes = plain_quotes(&masks, &carry, &escaping[start / 64]);
        block_masks found = read_masks(&masks, &carry, quotes, odd(quotes));
        __m256i bad = _mm256_or_si256(bad_characters(bytes.low, before), bad_characters(bytes.high, bytes.low));
        found.flaws |= !_mm256_testz_si256(bad, bad);
        before = bytes.high;
        if (!record_flaws(index, start, &found, masks.newlines, tokens, &whole)) break;
        append(index, tokens, start, &found, from, &scalars);
        tokens += (size_t)__builtin_popcountll(found.tokens);
    }
    complete(text, count, index, escaping, tokens, whole, scalars);
}

#endif
