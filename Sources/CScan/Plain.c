// The index made byte by byte, in the simplest way. It is the reference for the other implementations.

#include "Steps.h"

bool sushai_is_text_plainly(const uint8_t *text, size_t count) {
    for (size_t read = 0; read < count;) {
        uint8_t byte = text[read];
        size_t length = sushai_character(text + read, count - read);
        if (length == 0 || byte == 0x7F) return false;
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') return false;
        read += length;
    }
    return true;
}

static void classify(const uint8_t *text, size_t count, byte_masks *masks) {
    memset(masks, 0, sizeof *masks);
    for (size_t index = 0; index < 64; index++) {
        uint8_t byte = index < count ? text[index] : ' ';
        uint64_t bit = 1ull << index;
        if (byte == '"') masks->quotes |= bit;
        if (byte == '\\') masks->backslashes |= bit;
        if (byte == '\n') masks->newlines |= bit;
        if (byte == ' ' || byte == '\t' || byte == '\r') masks->blanks |= bit;
        if (byte < 0x20) masks->controls |= bit;
        if (byte == 0x7F) masks->deletes |= bit;
        if (byte == '{' || byte == '[') masks->opening |= bit;
        if (byte == '}' || byte == ']') masks->closing |= bit;
        if (byte == ':' || byte == ',') masks->operators |= bit;
    }
    masks->operators |= masks->opening | masks->closing;
}

/// For each bit, whether the number of bits up to it is odd.
static uint64_t odd(uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
}

sushai_list_part sushai_divide_plainly(const uint8_t *text, size_t count) {
    sushai_list_part part = {0};
    carried carry = {0};
    uint64_t escaping;
    for (size_t start = 0; start < count; start += 64) {
        byte_masks masks;
        classify(text + start, count - start < 64 ? count - start : 64, &masks);
        uint64_t inside = within(&carry, odd(plain_quotes(&masks, &carry, &escaping)));
        if (!divide(&part, text + start, start, &masks, inside)) break;
    }
    return part;
}

void sushai_index_plainly(const uint8_t *text, size_t count, sushai_token_index *index) {
    carried carry = clear_index(index);
    uint64_t escaping[MOST_BLOCKS];
    size_t whole = 0;
    size_t scalars = 0;
    // The end of the characters checked so far.
    size_t read = 0;
    for (size_t start = 0; start < count; start += 64) {
        size_t size = count - start < 64 ? count - start : 64;
        byte_masks masks;
        classify(text + start, size, &masks);
        uint64_t quotes = plain_quotes(&masks, &carry, &escaping[start / 64]);
        block_masks found = read_masks(&masks, &carry, quotes, odd(quotes));
        while (read < start + size) {
            size_t length = sushai_character(text + read, count - read);
            if (length == 0) found.flaws = ~0ull;
            read += length == 0 ? 1 : length;
        }
        if (!record_flaws(index, start, &found, masks.newlines, index->tokens, &whole)) break;
        for (uint64_t left = found.tokens; left != 0; left &= left - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(left);
            index->places[index->tokens] = (uint16_t)(start + bit);
            index->kinds[index->tokens] = found.scalars >> bit & 1 ? SUSHAI_SCALAR : text[start + bit];
            index->tokens++;
            if (found.scalars >> bit & 1) index->scalars[scalars++] = (uint16_t)(start + bit);
        }
    }
    complete(text, count, index, escaping, index->tokens, whole, scalars);
}
