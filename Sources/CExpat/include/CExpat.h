#ifndef CEXPAT_H
#define CEXPAT_H

// expat has plain functions, which need no wrapper.

#include <expat.h>

#endif
