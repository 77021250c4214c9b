#ifndef CSCAN_CHARACTERS_H
#define CSCAN_CHARACTERS_H

// UTF-8 (Unicode 15, table 3-7) is checked by three table lookups per byte, after Keiser and Lemire ("Validating UTF-8
// in less than one instruction per byte", 2021). Each pair of neighbouring bytes is looked up by the upper half of the
// first byte, by its lower half, and by the upper half of the second byte. A fault is real if all three lookups report
// it.

enum {
    /// A byte that begins a longer character without a continuation byte after it.
    cut_off = 1,
    /// ASCII with a continuation byte after it.
    stray = 2,
    /// E0 with 80 to 9F: overlong form of a shorter character.
    long_of_three = 4,
    /// F4 with 90 on, F5 on with 90 on: beyond the last character.
    beyond = 8,
    /// ED with A0 on: a surrogate.
    surrogate = 16,
    /// C0 or C1.
    long_of_two = 32,
    /// F0 with 80 to 8F: overlong form; F5 on with 80 to 8F: beyond the last character.
    long_of_four = 64,
    /// Two continuation bytes: correct only after the first byte of a character of three or four bytes.
    two_more = 128,
    any_lead = cut_off | stray | two_more,
};

/// Looked up by the upper half of the first byte.
static const uint8_t after_high[16] = {
    stray, stray, stray, stray, stray, stray, stray, stray,
    two_more, two_more, two_more, two_more,
    cut_off | long_of_two, cut_off, cut_off | long_of_three | surrogate, cut_off | beyond | long_of_four,
};

/// Looked up by the lower half of the first byte.
static const uint8_t after_low[16] = {
    any_lead | long_of_three | long_of_two | long_of_four,
    any_lead | long_of_two,
    any_lead, any_lead,
    any_lead | beyond,
    any_lead | beyond | long_of_four, any_lead | beyond | long_of_four, any_lead | beyond | long_of_four,
    any_lead | beyond | long_of_four, any_lead | beyond | long_of_four, any_lead | beyond | long_of_four,
    any_lead | beyond | long_of_four, any_lead | beyond | long_of_four,
    any_lead | beyond | long_of_four | surrogate,
    any_lead | beyond | long_of_four, any_lead | beyond | long_of_four,
};

/// Looked up by the upper half of the second byte.
static const uint8_t is_high[16] = {
    cut_off, cut_off, cut_off, cut_off, cut_off, cut_off, cut_off, cut_off,
    stray | long_of_two | two_more | long_of_three | long_of_four,
    stray | long_of_two | two_more | long_of_three | beyond,
    stray | long_of_two | two_more | surrogate | beyond,
    stray | long_of_two | two_more | surrogate | beyond,
    cut_off, cut_off, cut_off, cut_off,
};

#endif
