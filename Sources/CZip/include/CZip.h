#ifndef CZIP_H
#define CZIP_H

// libzip's calls are plain functions and need no wrapper.

#include <zip.h>

#endif
