#ifndef CSCAN_H
#define CSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Places of tokens are held in sixteen bits.
#define SUSHAI_MOST_INDEXED 65536
/// Entries that must be writable in `places`, `kinds` and `scalars` beyond one for each byte of the text.
#define SUSHAI_INDEX_ROOM 64
/// 64-bit words that hold a bit for each 64 bytes of the longest text.
#define SUSHAI_INDEX_WORDS 16
/// Marks in `kinds` the first byte of a scalar: outside of strings, and no bracket, colon or comma.
#define SUSHAI_SCALAR 0x30

/// The tokens of lines of JSON, each line a value of its own: quotes (where a string opens and where it closes), and
/// outside of strings brackets, colons, commas, line feeds and the first byte of each scalar.
///
/// What is proved during indexing is recorded for stretches of 64 bytes, a bit each: in a stretch without a flaw all
/// bytes are UTF-8, no string holds a control character or DEL, all backslashes are sound escapes within strings, and
/// all scalars are numbers as JSON writes them, true, false or null. Whether the tokens form a value is not checked.
typedef struct {
    /// Offset of each token in the text; of a string's quotes both.
    uint16_t *places;
    /// The byte at each place, SUSHAI_SCALAR for scalars.
    uint8_t *kinds;
    /// Offset of each scalar; for the indexer only, with the same capacity.
    uint16_t *scalars;
    size_t tokens;
    /// Bytes up to and including the last line feed reached. The line after it is not indexed, since it continues after
    /// the text or breaks off within a string.
    size_t covered;
    /// Whether a line breaks off within a string.
    bool stopped;
    bool has_flaws;
    bool has_escapes;
    /// SUSHAI_INDEX_WORDS words.
    uint64_t *flaws;
    /// Stretches with an escape; as many words.
    uint64_t *escapes;
} sushai_line_index;

/// The implementations of the indexer. All give the same result.
typedef enum {
    /// Byte by byte: slower than reading without an index; the reference for the others.
    sushai_index_plain = 0,
    sushai_index_avx2 = 1,
    sushai_index_avx512 = 2,
} sushai_index_way;

/// The fastest implementation that this processor supports.
sushai_index_way sushai_best_index_way(void);

/// Indexes `count` bytes, at most SUSHAI_MOST_INDEXED, that begin with a line. Eight bytes after them must be readable.
/// The processor must support `way`.
void sushai_index_lines(const uint8_t *text, size_t count, sushai_line_index *index, sushai_index_way way);

/// Whether `count` bytes are UTF-8 without control characters other than tabs and line breaks, and without DEL.
bool sushai_is_plain_text(const uint8_t *text, size_t count, sushai_index_way way);

#endif
