#ifndef CPICTURES_H
#define CPICTURES_H

// libpng's simplified API and TurboJPEG. Both report the size of a picture before they decode it, and report broken
// files by a result code. Only their headers are included.

#include <png.h>
#include <turbojpeg.h>

#endif
