#ifndef CARGON2_H
#define CARGON2_H

// libargon2, the reference implementation of Argon2. It has plain functions, which need no wrapper.

#include <argon2.h>

#endif
