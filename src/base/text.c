/*
 * text.c — the only file that includes utf8proc.
 */
#include "base/text.h"

#include <utf8proc.h>

uint32_t text_fold(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } map[] = {
        {0x3008, '<'},    {0x3009, '>'},    {0x300A, '<'}, {0x300B, '>'},    {0x3010, '['},
        {0x3011, ']'},    {0x3014, '['},    {0x3015, ']'}, {0x2018, '\''},   {0x2019, '\''},
        {0x201C, '"'},    {0x201D, '"'},    {0x2013, '-'}, {0x2014, '-'},    {0x2212, '-'},
        {0x2010, '-'},    {0x2011, '-'},    {0xFE50, ','}, {0xFE52, 0x3002}, {0xFE54, ';'},
        {0xFE55, ':'},    {0xFE59, '('},    {0xFE5A, ')'}, {0x2236, ':'},    {0x00A0, ' '},
        {0x3000, ' '},    {0xFEFF, ' '},    {'\t', ' '},   {0x200B, ' '},    {0x202F, ' '},
        {0xFF61, 0x3002}, {0xFF64, 0x3001},
    };
    if (cp >= 0xFF01 && cp <= 0xFF5E)
        return cp - 0xFF01 + '!';
    if (cp < 0x80)
        return cp == '\t' ? ' ' : cp;
    if (cp >= 0x2000 && cp <= 0x200A)
        return ' ';
    for (size_t i = 0; i < ARRAY_LEN(map); i++)
        if (map[i].from == cp)
            return map[i].to;
    return cp;
}

static size_t text_cp_width(uint32_t cp)
{
    int w = utf8proc_charwidth((utf8proc_int32_t)cp);
    return w < 0 ? 0 : (size_t)w;
}

size_t text_width(struct str s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.n;)
        columns += text_cp_width(str_next(s, &at));
    return columns;
}

size_t text_fit(struct str s, size_t columns)
{
    size_t used = 0;
    for (size_t at = 0; at < s.n;) {
        size_t start = at;
        used += text_cp_width(str_next(s, &at));
        if (used > columns)
            return start;
    }
    return s.n;
}
