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
