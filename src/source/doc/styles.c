/*
 * styles.c — see styles.h.
 */
#include "source/doc/styles.h"

typedef VEC(struct style) style_vec;

static enum err_code read_num_pr(struct markup *m, struct style *s, struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_NUM_ID) {
            s->has_num = true;
            s->num = markup_attr_i32(m, "val", 0, INT32_MAX, 0);
        } else if (at.tag == TAG_ILVL) {
            s->has_level = true;
            s->level = markup_attr_i32(m, "val", 0, 8, 0);
        }
    }
    return at.code;
}

static enum err_code read_properties(struct markup *m, struct style *s, struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_NUM_PR) {
            ERR_TRY(read_num_pr(m, s, e));
        } else if (at.tag == TAG_VANISH) {
            s->has_vanish = true;
            s->vanish = markup_is_on(m);
        }
    }
    return at.code;
}

static enum err_code read_style(struct arena *a, struct markup *m, struct style *s, struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_BASED_ON)
            s->based_on = str_copy(a, markup_attr(m, "val"));
        else if (at.tag == TAG_P_PR || at.tag == TAG_R_PR)
            ERR_TRY(read_properties(m, s, e));
    }
    return at.code;
}

static int style_order(const void *a, const void *b)
{
    return str_cmp(((const struct style *)a)->id, ((const struct style *)b)->id);
}

const struct style *styles_find(const struct styles *s, struct str id)
{
    struct style key = {.id = id};
    if (s->n == 0)
        return NULL;
    return bsearch(&key, s->list, s->n, sizeof(s->list[0]), style_order);
}

static void resolve(struct styles *styles, struct style *s)
{
    enum { CHAIN_MAX = 64 };
    const struct style *at = s;
    for (int hops = 0; at != NULL && hops < CHAIN_MAX; hops++) {
        if (s->num_from == NULL && at->has_num)
            s->num_from = at;
        if (s->vanish_from == NULL && at->has_vanish)
            s->vanish_from = at;
        at = at->based_on.n == 0 ? NULL : styles_find(styles, at->based_on);
    }
    styles->any_vanish = styles->any_vanish || s->vanish;
}

static enum err_code read_all(struct arena *a, struct markup *m, style_vec *list,
                              struct str *ret_default, struct err *e)
{
    enum tag tag;
    ERR_TRY(markup_root(m, &tag, e));
    if (tag != TAG_STYLES)
        return err_set(e, ERR_PLAN_DAMAGED, "%s: holds no styles", m->part);
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag != TAG_STYLE)
            continue;
        if (list->n == STYLES_MAX)
            return err_set(e, ERR_PLAN_TOO_BIG, "more than %d styles", STYLES_MAX);
        struct style *s = vec_push(a, list);
        s->id = str_copy(a, markup_attr(m, "styleId"));
        struct str is_default = markup_attr(m, "default");
        if (str_eq(markup_attr(m, "type"), STR("paragraph")) && is_default.n > 0 &&
            markup_on(is_default))
            *ret_default = s->id;
        ERR_TRY(read_style(a, m, s, e));
    }
    return at.code;
}

enum err_code styles_read(struct arena *a, struct markup *m, struct styles *ret, struct err *e)
{
    style_vec list = {0};
    struct str fallback = STR_NONE;
    ERR_TRY(read_all(a, m, &list, &fallback, e));
    struct styles styles = {.list = list.p, .n = list.n};
    if (list.n > 0)
        qsort(list.p, list.n, sizeof(list.p[0]), style_order);
    for (size_t i = 0; i < list.n; i++)
        resolve(&styles, &list.p[i]);
    styles.paragraph = fallback.n == 0 ? NULL : styles_find(&styles, fallback);
    *ret = styles;
    return ERR_OK;
}
