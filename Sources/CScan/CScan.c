#include "CScan.h"
#include "Steps.h"

#include <string.h>

sushai_index_way sushai_best_index_way(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("pclmul")) return sushai_index_plain;
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2")) return sushai_index_avx512;
    return sushai_index_avx2;
#else
    return sushai_index_plain;
#endif
}

void sushai_index_tokens(const uint8_t *text, size_t count, sushai_token_index *index, sushai_index_way way) {
#if defined(__x86_64__)
    if (way == sushai_index_avx512) return sushai_index_with_avx512(text, count, index);
    if (way == sushai_index_avx2) return sushai_index_with_avx2(text, count, index);
#endif
    (void)way;
    sushai_index_plainly(text, count, index);
}

sushai_list_part sushai_divide_list(const uint8_t *text, size_t count, sushai_index_way way) {
#if defined(__x86_64__)
    if (way == sushai_index_avx512) return sushai_divide_with_avx512(text, count);
    if (way == sushai_index_avx2) return sushai_divide_with_avx2(text, count);
#endif
    (void)way;
    return sushai_divide_plainly(text, count);
}

bool sushai_is_plain_text(const uint8_t *text, size_t count, sushai_index_way way) {
#if defined(__x86_64__)
    if (way == sushai_index_avx512) return sushai_is_text_with_avx512(text, count);
    if (way == sushai_index_avx2) return sushai_is_text_with_avx2(text, count);
#endif
    (void)way;
    return sushai_is_text_plainly(text, count);
}

/// Sixteen bytes, which the compiler keeps in one register.
typedef uint8_t bytes16 __attribute__((vector_size(16)));

static bytes16 load16(const uint8_t *at) {
    bytes16 bytes;
    memcpy(&bytes, at, 16);
    return bytes;
}

/// Marks the bytes of `at` at which a sequence of wrongly converted text begins. Reads 19 bytes.
static bytes16 spoilt16(const uint8_t *at) {
    bytes16 a = load16(at), b = load16(at + 1), c = load16(at + 2), d = load16(at + 3);
    // U+FFFD, and the two characters that a wrong conversion makes of it in GBK.
    bytes16 found = (bytes16)((a == 0xEF) & (b == 0xBF) & (c == 0xBD));
    found |= (bytes16)((a == 0xE9) & (b == 0x94) & (c == 0x9F));
    // Memory that was never set, read as GBK.
    found |= (bytes16)((a == 0xE7) & (b == 0x83) & (c == 0xAB) & (d == 0xE7));
    found |= (bytes16)((a == 0xE5) & (b == 0xB1) & (c == 0xAF) & (d == 0xE5));
    // UTF-8 read as Latin-1 or Windows-1252: one of U+00E2 to U+00EF, then a character up to U+00BF, or a sign.
    found |= (bytes16)((a == 0xC3) & (b - 0xA2 < 14) & ((c == 0xC2) | (c == 0xE2) | (c - 0xC5 < 2) | (c == 0xCB)));
    // GB 2312 read as UTF-8: two characters of two bytes.
    found |= (bytes16)((a - 0xC4 < 28) & (b - 0xA1 < 31) & (c - 0xC4 < 28) & (d - 0xA1 < 31));
    return found;
}

static bool any16(bytes16 bytes) {
    uint64_t words[2];
    memcpy(words, &bytes, 16);
    return (words[0] | words[1]) != 0;
}

bool sushai_may_be_spoilt(const uint8_t *text, size_t count) {
    if (count >= 19) {
        bytes16 found = spoilt16(text + count - 19);
        for (size_t index = 0; index + 19 < count; index += 16) found |= spoilt16(text + index);
        // A sequence of three bytes may be the last.
        const uint8_t *last = text + count - 3;
        return any16(found) || (last[0] == 0xEF && last[1] == 0xBF && last[2] == 0xBD);
    }
    uint8_t padded[35] = {0};
    memcpy(padded, text, count);
    return any16(spoilt16(padded) | spoilt16(padded + 16));
}

/// Whether the backslash begins an escape of JSON (RFC 8259, 7).
bool sushai_is_escape(const uint8_t *backslash) {
    switch (backslash[1]) {
    case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't': return true;
    case 'u':
        for (int index = 2; index < 6; index++) {
            uint8_t byte = backslash[index];
            uint8_t letter = byte | 0x20;
            if (!((byte >= '0' && byte <= '9') || (letter >= 'a' && letter <= 'f'))) return false;
        }
        return true;
    default: return false;
    }
}

/// Whether a JSON number (RFC 8259, 6) is at `start` and ends correctly.
bool sushai_is_long_scalar(const uint8_t *start) {
    const uint8_t *at = start;
    if (*at == '-') at++;
    const uint8_t *first = at;
    while ((uint8_t)(*at - '0') < 10) at++;
    if (at == first || (*first == '0' && at - first > 1)) return false;
    if (*at == '.') {
        const uint8_t *fraction = ++at;
        while ((uint8_t)(*at - '0') < 10) at++;
        if (at == fraction) return false;
    }
    if ((*at | 0x20) == 'e') {
        at++;
        if (*at == '-' || *at == '+') at++;
        const uint8_t *exponent = at;
        while ((uint8_t)(*at - '0') < 10) at++;
        if (at == exponent) return false;
    }
    return ends_scalar(*at);
}
