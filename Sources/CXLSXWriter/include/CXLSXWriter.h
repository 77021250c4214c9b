#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

// libxlsxwriter's calls are plain functions and need no wrapper.

#include <xlsxwriter.h>

#endif
