#ifndef CZLIB_H
#define CZLIB_H

// The tests compress with zlib. The program does not use it.

#include <zlib.h>

#endif
