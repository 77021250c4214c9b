#ifndef CMEMORY_H
#define CMEMORY_H

// glibc's <malloc.h> is not part of Swift's Glibc module.

#include <malloc.h>

/// Lets the process keep freed memory, up to `bytes` in each arena, instead of returning it to the system at once. Then
/// blocks of a few hundred kilobytes that are allocated and freed thousands of times cause no page faults. Has no
/// effect if the C library is not glibc.
static inline void sushai_keep_freed_memory(int bytes) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, bytes / 8);
    mallopt(M_TRIM_THRESHOLD, bytes);
    mallopt(M_TOP_PAD, 1 << 20);
#else
    (void)bytes;
#endif
}

#endif
