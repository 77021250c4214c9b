#ifndef CQRCODE_H
#define CQRCODE_H

// libqrcodegen, which computes the modules of a QR code. It has plain functions, which need no wrapper.

#include <qrcodegen/qrcodegen.h>

#endif
