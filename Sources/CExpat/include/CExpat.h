#ifndef CEXPAT_H
#define CEXPAT_H

// expat's calls are plain functions and need no wrapper.

#include <expat.h>

#endif
