#!/usr/bin/env bash
# Compares Sources/CPangoCairo/include/CPangoCairo.h with the installed headers of Pango and cairo: the compiler refuses a
# function with another declaration, a constant with another value, and a struct with another size.
set -euo pipefail

ours=Sources/CPangoCairo/include/CPangoCairo.h
constants=$(sed -nE 's/^ +((CAIRO|PANGO)_[A-Z0-9_]+) = ([0-9]+),$/_Static_assert(\1 == \3, "\1");/p
    s/^#define ((CAIRO|PANGO)_[A-Z0-9_]+) ([0-9]+)$/_Static_assert(\1 == \3, "\1");/p' "$ours")
read -ra flags <<<"$(pkg-config --cflags pangocairo)"
cc -std=c11 -fsyntax-only -Werror -x c "${flags[@]}" -ISources/CPangoCairo/include - <<SOURCE
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#define SUSHAI_SYSTEM_TYPES
#include "CPangoCairo.h"
$constants
_Static_assert(sizeof(PangoRectangle) == 4 * sizeof(int), "PangoRectangle");
SOURCE
echo "pango declarations: $(grep -c '' <<<"$constants") constants and every function agree with the system's headers"
