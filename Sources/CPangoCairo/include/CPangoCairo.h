#ifndef CPANGOCAIRO_H
#define CPANGOCAIRO_H

// The part of Pango and cairo that Print uses: Pango shapes text and breaks lines, cairo writes PDF.
//
// The functions are declared here and the headers are not included. Pango's headers need include paths that differ
// between architectures (glibconfig.h). The flags that pkg-config gives for them contain -pthread, which SwiftPM
// reports as prohibited at every build. scripts/pango-declarations.sh compares each line with the headers of the
// system; `make test` runs it.

#include <stdint.h>

#ifndef SUSHAI_SYSTEM_TYPES

typedef struct _cairo cairo_t;
typedef struct _cairo_surface cairo_surface_t;
typedef struct _cairo_font_options cairo_font_options_t;
typedef struct _PangoFontMap PangoFontMap;
typedef struct _PangoFontFamily PangoFontFamily;
typedef struct _PangoFont PangoFont;
typedef struct _PangoFontDescription PangoFontDescription;
typedef struct _PangoContext PangoContext;
typedef struct _PangoLanguage PangoLanguage;
typedef struct _PangoLayout PangoLayout;
typedef struct _PangoLayoutLine PangoLayoutLine;
typedef struct _PangoLayoutIter PangoLayoutIter;
typedef struct _PangoAttrList PangoAttrList;
typedef struct _PangoAttribute PangoAttribute;

/// In Pango units.
typedef struct _PangoRectangle {
    int x;
    int y;
    int width;
    int height;
} PangoRectangle;

typedef enum _cairo_status {
    CAIRO_STATUS_SUCCESS = 0,
    CAIRO_STATUS_WRITE_ERROR = 11,
} cairo_status_t;

typedef enum _cairo_antialias {
    CAIRO_ANTIALIAS_GRAY = 2,
} cairo_antialias_t;

typedef enum _cairo_hint_style {
    CAIRO_HINT_STYLE_NONE = 1,
} cairo_hint_style_t;

typedef enum _cairo_hint_metrics {
    CAIRO_HINT_METRICS_OFF = 1,
} cairo_hint_metrics_t;

typedef enum _cairo_format {
    CAIRO_FORMAT_RGB24 = 1,
} cairo_format_t;

typedef enum _cairo_line_cap {
    CAIRO_LINE_CAP_SQUARE = 2,
} cairo_line_cap_t;

typedef enum _cairo_pdf_version {
    CAIRO_PDF_VERSION_1_5 = 1,
} cairo_pdf_version_t;

typedef enum _cairo_pdf_outline_flags {
    CAIRO_PDF_OUTLINE_FLAG_OPEN = 1,
} cairo_pdf_outline_flags_t;

typedef enum _cairo_pdf_metadata {
    CAIRO_PDF_METADATA_TITLE = 0,
    CAIRO_PDF_METADATA_AUTHOR = 1,
    CAIRO_PDF_METADATA_SUBJECT = 2,
    CAIRO_PDF_METADATA_CREATOR = 4,
    CAIRO_PDF_METADATA_CREATE_DATE = 5,
    CAIRO_PDF_METADATA_MOD_DATE = 6,
} cairo_pdf_metadata_t;

typedef enum {
    PANGO_ALIGN_LEFT = 0,
    PANGO_ALIGN_CENTER = 1,
    PANGO_ALIGN_RIGHT = 2,
} PangoAlignment;

typedef enum {
    PANGO_ELLIPSIZE_MIDDLE = 2,
} PangoEllipsizeMode;

typedef enum {
    PANGO_WRAP_WORD_CHAR = 2,
} PangoWrapMode;

typedef enum {
    PANGO_WEIGHT_NORMAL = 400,
    PANGO_WEIGHT_BOLD = 700,
} PangoWeight;

/// Pango units per point.
#define PANGO_SCALE 1024
#define CAIRO_PDF_OUTLINE_ROOT 0
#define CAIRO_MIME_TYPE_JPEG "image/jpeg"

typedef cairo_status_t (*cairo_write_func_t)(void *closure, const unsigned char *data, unsigned int length);
typedef void (*cairo_destroy_func_t)(void *data);

#endif

cairo_t *cairo_create(cairo_surface_t *target);
void cairo_destroy(cairo_t *cr);
void cairo_fill(cairo_t *cr);
cairo_font_options_t *cairo_font_options_create(void);
void cairo_font_options_destroy(cairo_font_options_t *options);
void cairo_font_options_set_antialias(cairo_font_options_t *options, cairo_antialias_t antialias);
void cairo_font_options_set_hint_metrics(cairo_font_options_t *options, cairo_hint_metrics_t hint_metrics);
void cairo_font_options_set_hint_style(cairo_font_options_t *options, cairo_hint_style_t hint_style);
cairo_surface_t *cairo_image_surface_create(cairo_format_t format, int width, int height);
void cairo_line_to(cairo_t *cr, double x, double y);
void cairo_move_to(cairo_t *cr, double x, double y);
void cairo_paint(cairo_t *cr);
int cairo_pdf_surface_add_outline(cairo_surface_t *surface, int parent_id, const char *utf8, const char *link_attribs,
    cairo_pdf_outline_flags_t flags);
cairo_surface_t *cairo_pdf_surface_create_for_stream(cairo_write_func_t write_func, void *closure,
    double width_in_points, double height_in_points);
void cairo_pdf_surface_restrict_to_version(cairo_surface_t *surface, cairo_pdf_version_t version);
void cairo_pdf_surface_set_metadata(cairo_surface_t *surface, cairo_pdf_metadata_t metadata, const char *utf8);
void cairo_pdf_surface_set_page_label(cairo_surface_t *surface, const char *utf8);
void cairo_rectangle(cairo_t *cr, double x, double y, double width, double height);
void cairo_restore(cairo_t *cr);
void cairo_save(cairo_t *cr);
void cairo_scale(cairo_t *cr, double sx, double sy);
void cairo_set_line_cap(cairo_t *cr, cairo_line_cap_t line_cap);
void cairo_set_line_width(cairo_t *cr, double width);
void cairo_set_source_rgb(cairo_t *cr, double red, double green, double blue);
void cairo_set_source_surface(cairo_t *cr, cairo_surface_t *surface, double x, double y);
void cairo_show_page(cairo_t *cr);
const char *cairo_status_to_string(cairo_status_t status);
void cairo_stroke(cairo_t *cr);
void cairo_surface_destroy(cairo_surface_t *surface);
void cairo_surface_finish(cairo_surface_t *surface);
cairo_status_t cairo_surface_set_mime_data(cairo_surface_t *surface, const char *mime_type, const unsigned char *data,
    unsigned long length, cairo_destroy_func_t destroy, void *closure);
cairo_status_t cairo_surface_status(cairo_surface_t *surface);
void cairo_tag_begin(cairo_t *cr, const char *tag_name, const char *attributes);
void cairo_tag_end(cairo_t *cr, const char *tag_name);
void cairo_translate(cairo_t *cr, double tx, double ty);

PangoAttribute *pango_attr_fallback_new(int enable_fallback);
PangoAttribute *pango_attr_insert_hyphens_new(int insert_hyphens);
PangoAttribute *pango_attr_letter_spacing_new(int letter_spacing);
void pango_attr_list_insert(PangoAttrList *list, PangoAttribute *attr);
PangoAttrList *pango_attr_list_new(void);
void pango_attr_list_unref(PangoAttrList *list);
void pango_cairo_context_set_font_options(PangoContext *context, const cairo_font_options_t *options);
void pango_cairo_context_set_resolution(PangoContext *context, double dpi);
PangoFontMap *pango_cairo_font_map_new(void);
void pango_cairo_show_layout_line(cairo_t *cr, PangoLayoutLine *line);
void pango_context_set_language(PangoContext *context, PangoLanguage *language);
void pango_context_set_round_glyph_positions(PangoContext *context, int round_positions);
void pango_font_description_free(PangoFontDescription *desc);
PangoFontDescription *pango_font_description_new(void);
void pango_font_description_set_family(PangoFontDescription *desc, const char *family);
void pango_font_description_set_size(PangoFontDescription *desc, int size);
void pango_font_description_set_weight(PangoFontDescription *desc, PangoWeight weight);
const char *pango_font_family_get_name(PangoFontFamily *family);
int pango_font_has_char(PangoFont *font, uint32_t wc);
PangoContext *pango_font_map_create_context(PangoFontMap *fontmap);
void pango_font_map_list_families(PangoFontMap *fontmap, PangoFontFamily ***families, int *n_families);
PangoFont *pango_font_map_load_font(PangoFontMap *fontmap, PangoContext *context, const PangoFontDescription *desc);
PangoLanguage *pango_language_from_string(const char *language);
PangoLayoutIter *pango_layout_get_iter(PangoLayout *layout);
PangoLayoutLine *pango_layout_get_line_readonly(PangoLayout *layout, int line);
void pango_layout_iter_free(PangoLayoutIter *iter);
int pango_layout_iter_get_baseline(PangoLayoutIter *iter);
void pango_layout_iter_get_line_extents(PangoLayoutIter *iter, PangoRectangle *ink_rect, PangoRectangle *logical_rect);
void pango_layout_iter_get_line_yrange(PangoLayoutIter *iter, int *top, int *bottom);
int pango_layout_iter_next_line(PangoLayoutIter *iter);
PangoLayout *pango_layout_new(PangoContext *context);
void pango_layout_set_alignment(PangoLayout *layout, PangoAlignment alignment);
void pango_layout_set_attributes(PangoLayout *layout, PangoAttrList *attrs);
void pango_layout_set_auto_dir(PangoLayout *layout, int auto_dir);
void pango_layout_set_ellipsize(PangoLayout *layout, PangoEllipsizeMode ellipsize);
void pango_layout_set_font_description(PangoLayout *layout, const PangoFontDescription *desc);
void pango_layout_set_indent(PangoLayout *layout, int indent);
void pango_layout_set_single_paragraph_mode(PangoLayout *layout, int setting);
void pango_layout_set_text(PangoLayout *layout, const char *text, int length);
void pango_layout_set_width(PangoLayout *layout, int width);
void pango_layout_set_wrap(PangoLayout *layout, PangoWrapMode wrap);

void g_object_unref(void *object);
void g_free(void *mem);

#endif
