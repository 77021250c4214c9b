#ifndef CMAGIC_H
#define CMAGIC_H

// libmagic, which detects the type of a file from its bytes. This module has no C code of its own.

#include <magic.h>

#endif
