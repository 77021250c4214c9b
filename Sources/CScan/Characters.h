#ifndef CSCAN_CHARACTERS_H
#define CSCAN_CHARACTERS_H

// How UTF-8 (Unicode 15, table 3-7) is proved by three table lookups a byte, after the idea of Keiser and Lemire
// ("Validating UTF-8 in less than one instruction per byte", 2021): each pair of neighbours is looked up by the first
// byte's upper half, its lower half and the second byte's upper half, and a fault that all three report is a real one.

enum {
    /// A byte that begins a longer character without a continuation byte after it.
    cut_off = 1,
    /// ASCII with a continuation byte after it.
    stray = 2,
    /// E0 with 80 to 9F: long form of a shorter character.
    long_of_three = 4,
    /// F4 with 90 on, F5 on with 90 on: beyond the last character.
    beyond = 8,
    /// ED with A0 on: half of a pair of surrogates.
    surrogate = 16,
    /// C0 or C1.
    long_of_two = 32,
    /// F0 with 80 to 8F: long form; and F5 on with 80 to 8F: beyond the last character.
    long_of_four = 64,
    /// Two continuation bytes: correct only after a byte that begins a character of three or four.
    two_more = 128,
    any_lead = cut_off | stray | two_more,
};

/// By the upper half of the first byte.
static const uint8_t after_high[16] = {
    stray, stray, stray, stray, stray, stray, stray, stray,
    two_more, two_more, two_more, two_more,
    cut_off | long_of_two, cut_off, cut_off | long_of_three | surrogate, cut_off | beyond | long_of_four,
};

/// By the lower half of the first byte.
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

/// By the upper half of the second byte.
static const uint8_t is_high[16] = {
    cut_off, cut_off, cut_off, cut_off, cut_off, cut_off, cut_off, cut_off,
    stray | long_of_two | two_more | long_of_three | long_of_four,
    stray | long_of_two | two_more | long_of_three | beyond,
    stray | long_of_two | two_more | surrogate | beyond,
    stray | long_of_two | two_more | surrogate | beyond,
    cut_off, cut_off, cut_off, cut_off,
};

#endif
