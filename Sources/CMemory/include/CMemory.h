#ifndef CMEMORY_H
#define CMEMORY_H

// glibc's <malloc.h> is not part of Swift's Glibc module.

#include <malloc.h>

/// Lets the process keep what it has freed, up to `bytes` in each arena, instead of returning it to the system at once.
/// Blocks of a few hundred kilobytes that come and go by the thousand then cost no page faults. Does nothing where the
/// C library is not glibc.
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
