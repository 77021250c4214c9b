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

/// The tokens of lines of JSON; each line is one value. The tokens are quotes (at the start and at the end of a
/// string), and outside of strings brackets, colons, commas, line feeds and the first byte of each scalar.
///
/// The results of checks during indexing are recorded with one bit for each block of 64 bytes. In a block without a
/// flaw all bytes are UTF-8, no string contains a control character or DEL, all backslashes begin valid escapes within
/// strings, and all scalars are JSON numbers, true, false or null. It is not checked whether the tokens form a value.
typedef struct {
    /// Offset of each token in the text. A string has one for each of its two quotes.
    uint16_t *places;
    /// The byte of each token; SUSHAI_SCALAR for scalars.
    uint8_t *kinds;
    /// Offset of each scalar. Only the indexer uses it. It has the same capacity.
    uint16_t *scalars;
    size_t tokens;
    /// Number of bytes up to and including the last line feed found. The line after it is not indexed, because it
    /// continues after the text or ends within a string.
    size_t covered;
    /// Whether a line ends within a string.
    bool stopped;
    bool has_flaws;
    bool has_escapes;
    /// SUSHAI_INDEX_WORDS words.
    uint64_t *flaws;
    /// Blocks with an escape; the same number of words.
    uint64_t *escapes;
} sushai_line_index;

/// The implementations of the indexer. All have the same result.
typedef enum {
    /// Byte by byte. It is slower than reading without an index and is the reference for the others.
    sushai_index_plain = 0,
    sushai_index_avx2 = 1,
    sushai_index_avx512 = 2,
} sushai_index_way;

/// The fastest implementation that this processor supports.
sushai_index_way sushai_best_index_way(void);

/// Indexes `count` bytes, at most SUSHAI_MOST_INDEXED. The first byte must begin a line, and eight bytes after the last
/// must be readable. The processor must support `way`.
void sushai_index_lines(const uint8_t *text, size_t count, sushai_line_index *index, sushai_index_way way);

/// Whether `count` bytes are UTF-8 without control characters other than tabs and line breaks, and without DEL.
bool sushai_is_plain_text(const uint8_t *text, size_t count, sushai_index_way way);

/// Whether the text contains one of the byte sequences of text that was converted wrongly. Only a text without them is
/// certain to be sound.
bool sushai_may_be_spoilt(const uint8_t *text, size_t count);

#endif
