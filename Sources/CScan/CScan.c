#include "CScan.h"
#include "Steps.h"

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

void sushai_index_lines(const uint8_t *text, size_t count, sushai_line_index *index, sushai_index_way way) {
#if defined(__x86_64__)
    if (way == sushai_index_avx512) return sushai_index_with_avx512(text, count, index);
    if (way == sushai_index_avx2) return sushai_index_with_avx2(text, count, index);
#endif
    (void)way;
    sushai_index_plainly(text, count, index);
}

bool sushai_is_plain_text(const uint8_t *text, size_t count, sushai_index_way way) {
#if defined(__x86_64__)
    if (way == sushai_index_avx512) return sushai_is_text_with_avx512(text, count);
    if (way == sushai_index_avx2) return sushai_is_text_with_avx2(text, count);
#endif
    (void)way;
    return sushai_is_text_plainly(text, count);
}

/// The loop has no branches, so that the compiler uses vector instructions.
bool sushai_may_be_spoilt(const uint8_t *text, size_t count) {
    uint8_t found = 0;
    for (size_t index = 0; index + 3 < count; index++) {
        uint8_t a = text[index], b = text[index + 1], c = text[index + 2], d = text[index + 3];
        // U+FFFD, and the two characters that a wrong conversion makes of it in GBK.
        found |= (a == 0xEF) & (b == 0xBF) & (c == 0xBD);
        found |= (a == 0xE9) & (b == 0x94) & (c == 0x9F);
        // Memory that was never set, read as GBK.
        found |= (a == 0xE7) & (b == 0x83) & (c == 0xAB) & (d == 0xE7);
        found |= (a == 0xE5) & (b == 0xB1) & (c == 0xAF) & (d == 0xE5);
        // UTF-8 read as Latin-1 or Windows-1252: one of U+00E2 to U+00EF, then a character up to U+00BF, or a sign.
        found |= (a == 0xC3) & ((uint8_t)(b - 0xA2) < 14)
            & ((c == 0xC2) | (c == 0xC5) | (c == 0xC6) | (c == 0xCB) | (c == 0xE2));
        // GB 2312 read as UTF-8: two characters of two bytes.
        found |= ((uint8_t)(a - 0xC4) < 28) & ((uint8_t)(b - 0xA1) < 31) & ((uint8_t)(c - 0xC4) < 28)
            & ((uint8_t)(d - 0xA1) < 31);
    }
    if (count >= 3) {
        const uint8_t *last = text + count - 3;
        found |= (last[0] == 0xEF) & (last[1] == 0xBF) & (last[2] == 0xBD);
    }
    return found;
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
