/*
 * part_name.c — see part_name.h.
 */
#include "source/file/part_name.h"

struct str part_folder(struct str part)
{
    size_t n = part.n;
    while (n > 0 && part.p[n - 1] != '/')
        n--;
    return str_sub(part, 0, n);
}

struct str part_resolve(struct arena *a, struct str folder, struct str target)
{
    if (str_starts(target, STR("/")))
        return str_copy(a, str_sub(target, 1, target.n));
    if (str_starts(target, STR("./")))
        target = str_sub(target, 2, target.n);
    while (str_starts(target, STR("../"))) {
        target = str_sub(target, 3, target.n);
        folder = folder.n == 0 ? folder : part_folder(str_sub(folder, 0, folder.n - 1));
    }
    return str_format(a, "%" STR_FMT "%" STR_FMT, STR_ARG(folder), STR_ARG(target));
}

struct str part_relations(struct arena *a, struct str part)
{
    struct str folder = part_folder(part);
    return str_format(a, "%" STR_FMT "_rels/%" STR_FMT ".rels", STR_ARG(folder),
                      STR_ARG(str_sub(part, folder.n, part.n)));
}

bool part_type_is(struct str type, struct str kind)
{
    bool known = str_starts(type, STR("http://schemas.openxmlformats.org/officeDocument/")) ||
                 str_starts(type, STR("http://purl.oclc.org/ooxml/officeDocument/"));
    return known && str_ends(type, kind);
}
