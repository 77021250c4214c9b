#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Offsets of tokens have sixteen bits.
#define SUSHAI_MOST_INDEXED 65536
/// Number of entries of `places`, `kinds` and `scalars` that must be writable in addition to one for each byte of the
/// text.
#define SUSHAI_INDEX_MARGIN 64
/// Number of 64-bit words with one bit for each 64 bytes of the longest text.
#define SUSHAI_INDEX_WORDS 16
/// In `kinds`, marks the first byte of a scalar, which is outside of strings and not a bracket, colon or comma.
#define SUSHAI_SCALAR 0x30

/// The tokens of JSON: of lines that are one value each, or of a part of a document. The tokens are quotes (at the start
/// and at the end of a string), and outside of strings brackets, colons, commas, the first byte of each scalar, and line
/// feeds if each line is one value.
///
/// The results of checks during indexing are recorded with one bit for each block of 64 bytes. In a block without a
/// flaw all bytes are UTF-8, no string contains a control character or DEL, all backslashes begin valid escapes within
/// strings, and all scalars are JSON numbers, true, false or null. It is not checked whether the tokens form a value.
typedef struct {
    /// Set before indexing: whether the text is a part of a document, in which line feeds are blanks.
    bool is_document;
    /// Offset of each token in the text. A string has one for each of its two quotes.
    uint16_t *places;
    /// The byte of each token; SUSHAI_SCALAR for scalars.
    uint8_t *kinds;
    /// Offset of each scalar. Only the indexer uses it. It has the same capacity.
    uint16_t *scalars;
    size_t tokens;
    /// Number of bytes up to and including the last line feed found. The line after it is not indexed, because it
    /// continues after the text or ends within a string. In a document, all bytes.
    size_t covered;
    /// Whether a line ends within a string.
    bool stopped;
    bool has_flaws;
    bool has_escapes;
    /// SUSHAI_INDEX_WORDS words.
    uint64_t *flaws;
    /// Blocks with an escape; the same number of words.
    uint64_t *escapes;
} sushai_token_index;

/// The implementations of the indexer. All have the same result.
typedef enum {
    /// Byte by byte. It is slower than reading without an index and is the reference for the others.
    sushai_index_plain = 0,
    sushai_index_avx2 = 1,
    sushai_index_avx512 = 2,
} sushai_index_way;

/// The fastest implementation that this processor supports.
sushai_index_way sushai_best_index_way(void);

/// Indexes `count` bytes, at most SUSHAI_MOST_INDEXED. The first byte must begin a line, or
/// be outside of strings in a document, and eight bytes after the last must be readable. The processor must support `way`.
void sushai_index_tokens(const uint8_t *text, size_t count, sushai_token_index *index, sushai_index_way way);

/// A part of a JSON list.
typedef struct {
    /// The offset after the last comma between elements, or after the bracket that ends the list; 0 if there is none.
    size_t end;
    /// Number of commas between elements.
    size_t commas;
    /// Whether the list ends.
    bool is_last;
    /// Number of open brackets of the element.
    int64_t depth;
} sushai_list_part;

/// Finds where `count` bytes of a list can be divided, by strings and brackets only. An element, or the bracket that ends
/// the list, must begin at `text`. The grammar is not checked.
sushai_list_part sushai_divide_list(const uint8_t *text, size_t count, sushai_index_way way);

/// Whether `count` bytes are UTF-8 without control characters other than tabs and line breaks, and without DEL.
bool sushai_is_plain_text(const uint8_t *text, size_t count, sushai_index_way way);

/// The length of the well-formed character at `text`, of which `left` bytes may be read; 0 if there is none (Unicode
/// 15, table 3-7).
static inline size_t sushai_character(const uint8_t *text, size_t left) {
    uint8_t lead = text[0];
    if (lead < 0x80) return 1;
    size_t count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || count > left) return 0;
    uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (text[1] < least || text[1] > most) return 0;
    for (size_t index = 2; index < count; index++) {
        if ((text[index] & 0xC0) != 0x80) return 0;
    }
    return count;
}

/// Whether the text contains one of the byte sequences of text that was converted wrongly. Only a text without them is
/// certain to be sound.
bool sushai_may_be_spoilt(const uint8_t *text, size_t count);

#endif
