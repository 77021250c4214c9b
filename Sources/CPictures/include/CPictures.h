#ifndef CPICTURES_H
#define CPICTURES_H

// libpng's simplified API and TurboJPEG: both report the size of a picture before they decode it, and answer broken
// files by a result code. Nothing but their headers.

#include <png.h>
#include <turbojpeg.h>

#endif
