#ifndef CMAGIC_H
#define CMAGIC_H

// libmagic, which detects the type of a file from its bytes. It has no C code of our own.

#include <magic.h>

#endif
