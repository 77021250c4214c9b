#ifndef CSCAN_STEPS_H
#define CSCAN_STEPS_H

// The code that all indexers share: operations on the masks of 64 bytes, one bit for each byte.

#include <string.h>

#include "CScan.h"

/// Number of blocks of 64 bytes in the longest text.
#define MOST_BLOCKS (SUSHAI_MOST_INDEXED / 64)

#define STEP static inline __attribute__((always_inline))

/// The classes of 64 bytes.
typedef struct {
    uint64_t quotes, backslashes;
    /// Brackets, colons and commas.
    uint64_t operators;
    /// Braces and brackets.
    uint64_t opening, closing;
    /// Blanks, tabs and carriage returns.
    uint64_t blanks;
    uint64_t newlines;
    /// Bytes below 0x20.
    uint64_t controls;
    uint64_t deletes;
} byte_masks;

/// The state passed from one block of 64 bytes to the next.
typedef struct {
    /// 1 if the first byte is escaped.
    uint64_t escaped;
    /// All ones within a string.
    uint64_t inside;
    /// 1 within a scalar.
    uint64_t scalar;
    /// All ones in a document.
    uint64_t document;
} carried;

/// Reads the masks.
typedef struct {
    uint64_t tokens;
    /// The tokens that are scalars.
    uint64_t scalars;
    /// The position of a flaw, or a position shortly before it.
    uint64_t flaws;
    uint64_t escapes;
    /// Line feeds within strings.
    uint64_t breaks;
} block_masks;

bool sushai_is_escape(const uint8_t *backslash);
bool sushai_is_long_scalar(const uint8_t *start);

/// Whether a byte may follow a scalar: a blank, an operator, a quote or a line feed.
STEP bool ends_scalar(uint8_t byte) {
    // 0x09 0x0A 0x0D 0x20 " ,
    const uint64_t low = 1ull << 0x09 | 1ull << 0x0A | 1ull << 0x0D | 1ull << 0x20 | 1ull << 0x22 | 1ull << 0x2C | 1ull << 0x3A;
    if (byte < 64) return low >> byte & 1;
    return byte == '}' || byte == ']' || byte == '{' || byte == '[';
}

/// Whether a number, true, false or null is at `start` and ends correctly. Reads eight bytes.
STEP bool is_scalar(const uint8_t *start) {
    uint64_t word;
    memcpy(&word, start, 8);
    // true, null; f-alse
    if ((uint32_t)word == 0x65757274 || (uint32_t)word == 0x6C6C756E) return ends_scalar(start[4]);
    if ((word & 0xFFFFFFFFFF) == 0x65736C6166) return ends_scalar(start[5]);
    uint64_t others = ((word & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030)
        | (((word + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030);
    if (others == 0) return sushai_is_long_scalar(start);
    unsigned digits = (unsigned)__builtin_ctzll(others) / 8;
    if (digits == 0 || !ends_scalar(start[digits])) return sushai_is_long_scalar(start);
    return digits == 1 || start[0] != '0';
}

/// The quotes that are not escaped, and the backslashes that begin an escape. In a document, line feeds become blanks.
STEP uint64_t plain_quotes(byte_masks *masks, carried *carry, uint64_t *escaping) {
    masks->blanks |= masks->newlines & carry->document;
    masks->newlines &= ~carry->document;
    *escaping = 0;
    if (__builtin_expect((masks->backslashes | carry->escaped) == 0, 1)) return masks->quotes;
    uint64_t escaped = carry->escaped;
    uint64_t left = masks->backslashes & ~escaped;
    carry->escaped = 0;
    while (left != 0) {
        uint64_t lowest = left & -left;
        *escaping |= lowest;
        escaped |= lowest << 1;
        carry->escaped = lowest >> 63;
        left &= ~(lowest | lowest << 1);
    }
    return masks->quotes & ~escaped;
}

/// The bytes within strings, and their opening quotes.
STEP uint64_t within(carried *carry, uint64_t parity) {
    uint64_t inside = parity ^ carry->inside;
    carry->inside = (uint64_t)((int64_t)inside >> 63);
    return inside;
}

/// Follows the brackets of a block of 64 bytes. Returns false after the end of the list.
STEP bool divide(sushai_list_part *part, const uint8_t *bytes, size_t start, const byte_masks *masks, uint64_t inside) {
    uint64_t opening = masks->opening & ~inside, closing = masks->closing & ~inside;
    int closed = __builtin_popcountll(closing);
    if (__builtin_expect(part->depth > closed, 1)) {
        part->depth += __builtin_popcountll(opening) - closed;
        return true;
    }
    for (uint64_t left = masks->operators & ~inside; left != 0; left &= left - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(left);
        part->depth += (int64_t)(opening >> bit & 1) - (int64_t)(closing >> bit & 1);
        part->is_last = part->depth < 0;
        bool is_comma = part->depth == 0 && bytes[bit] == ',';
        part->commas += is_comma;
        if (is_comma || part->is_last) part->end = start + bit + 1;
        if (part->is_last) return false;
    }
    return true;
}

/// - Parameters:
///   - quotes: the result of `plain_quotes`. `parity`: each bit is set if the number of quotes up to it is odd.
STEP block_masks read_masks(const byte_masks *masks, carried *carry, uint64_t quotes, uint64_t parity) {
    block_masks found;
    uint64_t inside = within(carry, parity);
    uint64_t plain = ~(inside | quotes | masks->operators | masks->blanks | masks->newlines);
    found.scalars = plain & ~(plain << 1 | carry->scalar);
    carry->scalar = plain >> 63;
    found.tokens = quotes | ((masks->operators | masks->newlines) & ~inside) | found.scalars;
    found.breaks = masks->newlines & inside;
    found.escapes = masks->backslashes;
    found.flaws = (masks->controls & inside) | masks->deletes | (masks->backslashes & ~inside);
    return found;
}

/// Records the flaws of a block of 64 bytes before its tokens are appended to the `tokens` existing ones. Returns false
/// if indexing must stop.
STEP bool record_flaws(
    sushai_token_index *index, size_t start, const block_masks *found, uint64_t newlines, size_t tokens, size_t *whole
) {
    if (__builtin_expect((found->flaws | found->escapes) != 0, 0)) {
        uint64_t bit = 1ull << (start / 64 % 64);
        if (found->flaws != 0) index->flaws[start / 64 / 64] |= bit;
        if (found->escapes != 0) index->escapes[start / 64 / 64] |= bit;
        index->has_flaws |= found->flaws != 0;
        index->has_escapes |= found->escapes != 0;
        if (found->breaks != 0) {
            index->stopped = true;
            return false;
        }
    }
    if (newlines != 0) {
        unsigned last = 63 - (unsigned)__builtin_clzll(newlines);
        index->covered = start + last + 1;
        *whole = tokens + (size_t)__builtin_popcountll(found->tokens & (~0ull >> (63 - last)));
    }
    return true;
}

/// Checks all scalars in one loop after their positions are known, because the order of their kinds repeats in each
/// record.
STEP void check_scalars(const uint8_t *text, sushai_token_index *index, size_t count) {
    for (size_t number = 0; number < count; number++) {
        size_t place = index->scalars[number];
        if (__builtin_expect(is_scalar(text + place), 1)) continue;
        index->flaws[place / 64 / 64] |= 1ull << (place / 64 % 64);
        index->has_flaws = true;
    }
}

/// Checks all escapes at the end, because a call during indexing would spill the registers that contain the constants.
///
/// - Parameter escaping: for each block with an escape, the backslashes that begin an escape.
STEP void check_escapes(const uint8_t *text, sushai_token_index *index, const uint64_t *escaping, size_t count) {
    if (!index->has_escapes) return;
    for (size_t number = 0; number * 64 < count; number++) {
        uint64_t bit = 1ull << (number % 64);
        if ((index->escapes[number / 64] & bit) == 0) continue;
        for (uint64_t left = escaping[number]; left != 0; left &= left - 1) {
            if (sushai_is_escape(text + number * 64 + __builtin_ctzll(left))) continue;
            index->flaws[number / 64] |= bit;
            index->has_flaws = true;
        }
    }
}

/// Completes an index of `tokens` tokens, of which `whole` are in whole lines, and of `scalars` scalars.
STEP void complete(
    const uint8_t *text, size_t count, sushai_token_index *index, const uint64_t *escaping, size_t tokens, size_t whole,
    size_t scalars
) {
    check_scalars(text, index, scalars);
    check_escapes(text, index, escaping, count);
    if (index->is_document) index->covered = count;
    index->tokens = index->is_document ? tokens : whole;
}

/// Resets an index, and returns the state before its first byte.
STEP carried clear_index(sushai_token_index *index) {
    index->tokens = 0;
    index->covered = 0;
    index->stopped = index->has_flaws = index->has_escapes = false;
    memset(index->flaws, 0, SUSHAI_INDEX_WORDS * sizeof(uint64_t));
    memset(index->escapes, 0, SUSHAI_INDEX_WORDS * sizeof(uint64_t));
    carried carry = {.document = index->is_document ? ~0ull : 0};
    return carry;
}

void sushai_index_with_avx2(const uint8_t *text, size_t count, sushai_token_index *index);
void sushai_index_with_avx512(const uint8_t *text, size_t count, sushai_token_index *index);
void sushai_index_plainly(const uint8_t *text, size_t count, sushai_token_index *index);
sushai_list_part sushai_divide_with_avx2(const uint8_t *text, size_t count);
sushai_list_part sushai_divide_with_avx512(const uint8_t *text, size_t count);
sushai_list_part sushai_divide_plainly(const uint8_t *text, size_t count);
bool sushai_is_text_with_avx2(const uint8_t *text, size_t count);
bool sushai_is_text_with_avx512(const uint8_t *text, size_t count);
bool sushai_is_text_plainly(const uint8_t *text, size_t count);

#endif
