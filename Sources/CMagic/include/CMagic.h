#ifndef CMAGIC_H
#define CMAGIC_H

// libmagic, which tells what a file is by its bytes. There is nothing of our own in C here.

#include <magic.h>

#endif
