/*
 * pdf_font.c — see pdf_font.h.
 *
 * The fonts of the standard are those of Windows and of a foundry; a server seldom
 * has them. The lists end in the fonts of Debian's fonts-noto-cjk, which are near
 * enough to be read and to be embedded by anybody.
 */
#include "deliver/pdf_font.h"

enum { FAMILIES_MAX = 6 };

static const struct {
    const char *families[FAMILIES_MAX]; /* the best first */
    const char *last;                   /* what stands for them, and whether bold */
    PangoWeight weight;
} FONTS[] = {
    [PAGE_FONT_TITLE] = {{"方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "小标宋"},
                         "Noto Serif CJK SC",
                         PANGO_WEIGHT_BOLD},
    [PAGE_FONT_BLACK] = {{"黑体", "SimHei", "STHeiti"}, "Noto Sans CJK SC", PANGO_WEIGHT_BOLD},
    [PAGE_FONT_KAI] = {{"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"},
                       "Noto Serif CJK SC",
                       PANGO_WEIGHT_NORMAL},
    [PAGE_FONT_BODY] = {{"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong"},
                        "Noto Serif CJK SC",
                        PANGO_WEIGHT_NORMAL},
    [PAGE_FONT_SONG] = {{"宋体", "SimSun", "STSong"}, "Noto Serif CJK SC", PANGO_WEIGHT_NORMAL},
};

PangoFontDescription *pdf_font_new(PangoFontMap *map, enum page_font font, int32_t size)
{
    must((size_t)font < ARRAY_LEN(FONTS));
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family_static(d, FONTS[font].last);
    pango_font_description_set_weight(d, FONTS[font].weight);
    for (size_t i = 0; i < FAMILIES_MAX && FONTS[font].families[i] != NULL; i++) {
        if (pango_font_map_get_family(map, FONTS[font].families[i]) == NULL)
            continue;
        pango_font_description_set_family_static(d, FONTS[font].families[i]);
        pango_font_description_set_weight(d, PANGO_WEIGHT_NORMAL);
        break;
    }
    pango_font_description_set_size(d, size * PANGO_SCALE);
    return d;
}

bool pdf_font_is_chinese(PangoContext *context, const PangoFontDescription *font)
{
    const gunichar sample = 0x6574; /* 整 */
    PangoFontset *set =
        pango_context_load_fontset(context, font, pango_language_from_string("zh-cn"));
    PangoFont *found = set == NULL ? NULL : pango_fontset_get_font(set, sample);
    bool has = found != NULL && pango_font_has_char(found, sample);
    if (found != NULL)
        g_object_unref(found);
    if (set != NULL)
        g_object_unref(set);
    return has;
}
