#ifndef CPANGOCAIRO_H
#define CPANGOCAIRO_H

// Pango breaks lines and shapes text, cairo writes PDF. Nothing but their headers.

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#endif
