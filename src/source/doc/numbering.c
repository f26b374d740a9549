/*
 * numbering.c — see numbering.h.
 *
 * What surprised its author: two nums of one abstract definition go on counting
 * where the other stopped, and a start override counts only the first time its
 * num is used.
 */
#include "source/doc/numbering.h"

typedef VEC(struct numbering_abstract) abstract_vec;
typedef VEC(struct numbering_num) num_vec;

/* ---- reading --------------------------------------------------------------- */

/* The text of a level, cut at a character; Word's own texts have a few dozen. */
static struct str level_text(struct arena *a, struct str s)
{
    size_t to = s.n < NUMBERING_TEXT_MAX ? s.n : NUMBERING_TEXT_MAX;
    while (to > 0 && to < s.n && ((unsigned char)s.p[to] & 0xC0) == 0x80)
        to--;
    return str_copy(a, str_sub(s, 0, to));
}

static enum err_code read_level(struct arena *a, struct markup *m, struct numbering_level *l,
                                struct err *e);

/* A number format newer than the standard stands in a Choice, its like in the Fallback. */
static enum err_code read_level_alternate(struct arena *a, struct markup *m,
                                          struct numbering_level *l, struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_CHOICE || at.tag == TAG_FALLBACK)
            ERR_TRY(read_level(a, m, l, e)); /* the later one wins */
    }
    return at.code;
}

static enum err_code read_level(struct arena *a, struct markup *m, struct numbering_level *l,
                                struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_START)
            l->start = markup_attr_i32(m, "val", 0, INT16_MAX, 0);
        else if (at.tag == TAG_LVL_RESTART)
            l->restart = markup_attr_i32(m, "val", 0, NUMBERING_LEVELS, -1);
        else if (at.tag == TAG_NUM_FMT)
            l->format = number_format_of(markup_attr(m, "val"));
        else if (at.tag == TAG_IS_LGL)
            l->legal = markup_is_on(m);
        else if (at.tag == TAG_SUFF)
            l->no_suffix = str_eq(markup_attr(m, "val"), STR("nothing"));
        else if (at.tag == TAG_LVL_TEXT)
            l->text = level_text(a, markup_attr(m, "val"));
        else if (at.tag == TAG_P_STYLE)
            l->style = str_copy(a, markup_attr(m, "val"));
        else if (at.tag == TAG_ALTERNATE)
            ERR_TRY(read_level_alternate(a, m, l, e));
    }
    return at.code;
}

static struct numbering_level fresh_level(void)
{
    return (struct numbering_level){.given = true, .restart = -1, .format = NUMBER_FORMAT_DECIMAL};
}

/* The level an element is about, or -1. */
static int32_t level_here(const struct markup *m)
{
    int32_t level = markup_attr_i32(m, "ilvl", -1, NUMBERING_LEVELS, -1);
    return level < NUMBERING_LEVELS ? level : -1;
}

static enum err_code read_abstract(struct arena *a, struct markup *m,
                                   struct numbering_abstract *abstract, struct err *e)
{
    abstract->id = markup_attr_i32(m, "abstractNumId", INT32_MIN, INT32_MAX, -1);
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        int32_t level = level_here(m);
        if (at.tag == TAG_LVL && level >= 0) {
            abstract->levels[level] = fresh_level();
            ERR_TRY(read_level(a, m, &abstract->levels[level], e));
        } else if (at.tag == TAG_NUM_STYLE_LINK) {
            abstract->num_style_link = str_copy(a, markup_attr(m, "val"));
        } else if (at.tag == TAG_STYLE_LINK) {
            abstract->style_link = str_copy(a, markup_attr(m, "val"));
        }
    }
    return at.code;
}

static enum err_code read_override(struct arena *a, struct markup *m, struct numbering_override *o,
                                   struct err *e)
{
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (at.tag == TAG_START_OVERRIDE) {
            o->has_start = true;
            o->start = markup_attr_i32(m, "val", 0, INT16_MAX, 0);
        } else if (at.tag == TAG_LVL) {
            o->level = fresh_level();
            ERR_TRY(read_level(a, m, &o->level, e));
        }
    }
    return at.code;
}

static enum err_code read_num(struct arena *a, struct markup *m, struct numbering_num *num,
                              struct err *e)
{
    num->id = markup_attr_i32(m, "numId", INT32_MIN, INT32_MAX, -1);
    num->abstract_id = -1;
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        int32_t level = level_here(m);
        if (at.tag == TAG_ABSTRACT_NUM_ID) {
            num->abstract_id = markup_attr_i32(m, "val", INT32_MIN, INT32_MAX, -1);
        } else if (at.tag == TAG_LVL_OVERRIDE && level >= 0) {
            if (num->overrides == NULL)
                num->overrides = ARENA_NEW_N(a, NUMBERING_LEVELS, struct numbering_override);
            ERR_TRY(read_override(a, m, &num->overrides[level], e));
        }
    }
    return at.code;
}

static enum err_code read_part(struct arena *a, struct markup *m, abstract_vec *abstracts,
                               num_vec *nums, struct err *e)
{
    enum tag tag;
    ERR_TRY(markup_root(m, &tag, e));
    if (tag != TAG_NUMBERING)
        return err_set(e, ERR_PLAN_DAMAGED, "%s: holds no numbering", m->part);
    struct markup_walk at = markup_walk(m, e);
    while (markup_more(&at)) {
        if (abstracts->n + nums->n == NUMBERING_MAX)
            return err_set(e, ERR_PLAN_TOO_BIG, "more than %d numberings", NUMBERING_MAX);
        if (at.tag == TAG_ABSTRACT_NUM)
            ERR_TRY(read_abstract(a, m, vec_push(a, abstracts), e));
        else if (at.tag == TAG_NUM)
            ERR_TRY(read_num(a, m, vec_push(a, nums), e));
    }
    return at.code;
}

/* ---- resolving ---------------------------------------------------------------- */

static int abstract_order(const void *a, const void *b)
{
    int32_t x = ((const struct numbering_abstract *)a)->id;
    int32_t y = ((const struct numbering_abstract *)b)->id;
    return (x > y) - (x < y);
}

static int num_order(const void *a, const void *b)
{
    int32_t x = ((const struct numbering_num *)a)->id;
    int32_t y = ((const struct numbering_num *)b)->id;
    return (x > y) - (x < y);
}

static struct numbering_abstract *find_abstract(const abstract_vec *list, int32_t id)
{
    struct numbering_abstract key = {.id = id};
    return list->n == 0 ? NULL
                        : bsearch(&key, list->p, list->n, sizeof(list->p[0]), abstract_order);
}

static struct numbering_num *find_num(const struct numbering *n, int32_t id)
{
    struct numbering_num key = {.id = id};
    return n->n == 0 ? NULL : bsearch(&key, n->nums, n->n, sizeof(n->nums[0]), num_order);
}

/* The definition that stands behind numStyleLink: through the style's num, else by styleLink. */
static struct numbering_abstract *follow_link(const abstract_vec *list, const struct numbering *n,
                                              const struct styles *styles, struct str link)
{
    const struct style *s = styles_find(styles, link);
    const struct numbering_num *num =
        s == NULL || s->num_from == NULL ? NULL : find_num(n, s->num_from->num);
    struct numbering_abstract *to = num == NULL ? NULL : find_abstract(list, num->abstract_id);
    for (size_t i = 0; to == NULL && i < list->n; i++)
        if (str_eq(list->p[i].style_link, link))
            to = &list->p[i];
    return to;
}

static void resolve(const abstract_vec *list, const struct numbering *n,
                    const struct styles *styles, struct numbering_num *num)
{
    enum { LINKS_MAX = 8 };
    num->abstract = find_abstract(list, num->abstract_id);
    for (int i = 0; num->abstract != NULL && num->abstract->num_style_link.n > 0; i++)
        num->abstract =
            i == LINKS_MAX ? NULL : follow_link(list, n, styles, num->abstract->num_style_link);
}

enum err_code numbering_read(struct arena *a, struct markup *m, const struct styles *styles,
                             struct numbering *ret, struct err *e)
{
    abstract_vec abstracts = {0};
    num_vec nums = {0};
    ERR_TRY(read_part(a, m, &abstracts, &nums, e));
    if (abstracts.n > 0)
        qsort(abstracts.p, abstracts.n, sizeof(abstracts.p[0]), abstract_order);
    if (nums.n > 0)
        qsort(nums.p, nums.n, sizeof(nums.p[0]), num_order);
    struct numbering n = {.nums = nums.p, .n = nums.n};
    VEC_EACH (&nums, num)
        resolve(&abstracts, &n, styles, num);
    *ret = n;
    return ERR_OK;
}

/* ---- counting -------------------------------------------------------------------- */

static const struct numbering_level *level_of(const struct numbering_num *num, int32_t level)
{
    if (num->overrides != NULL && num->overrides[level].level.given)
        return &num->overrides[level].level;
    return &num->abstract->levels[level];
}

static int32_t start_of(const struct numbering_num *num, int32_t level)
{
    if (num->overrides != NULL && num->overrides[level].has_start)
        return num->overrides[level].start;
    return level_of(num, level)->start;
}

int32_t numbering_level_of(const struct numbering *n, int32_t id, struct str style)
{
    const struct numbering_num *num = find_num(n, id);
    if (num == NULL || num->abstract == NULL || style.n == 0)
        return -1;
    for (int32_t i = 0; i < NUMBERING_LEVELS; i++)
        if (str_eq(level_of(num, i)->style, style))
            return i;
    return -1;
}

static void count(struct numbering_num *num, int32_t level)
{
    struct numbering_abstract *abstract = num->abstract;
    bool restarts =
        num->overrides != NULL && num->overrides[level].has_start && !num->started[level];
    num->started[level] = true;
    if (restarts || !abstract->counted[level])
        abstract->counter[level] = start_of(num, level);
    else if (abstract->counter[level] < INT32_MAX)
        abstract->counter[level]++;
    abstract->counted[level] = true;
    for (int32_t i = level + 1; i < NUMBERING_LEVELS; i++) {
        int32_t restart = level_of(num, i)->restart;
        if (restart < 0 || level < restart)
            abstract->counted[i] = false;
    }
}

/* What %n of a level's text stands for. A level not reached yet shows its start. */
static void add_number(const struct numbering_num *num, int32_t level, bool legal, struct buf *out)
{
    const struct numbering_abstract *abstract = num->abstract;
    int32_t n = abstract->counted[level] ? abstract->counter[level] : start_of(num, level);
    enum number_format format = level_of(num, level)->format;
    if (legal && format != NUMBER_FORMAT_NONE)
        format = NUMBER_FORMAT_DECIMAL;
    number_format_add(out, format, n);
}

void numbering_label(struct numbering *n, int32_t id, int32_t level, struct buf *out,
                     bool *ret_no_suffix)
{
    must(level >= 0 && level < NUMBERING_LEVELS);
    struct numbering_num *num = find_num(n, id);
    *ret_no_suffix = true;
    if (num == NULL || num->abstract == NULL)
        return;
    count(num, level);
    const struct numbering_level *l = level_of(num, level);
    *ret_no_suffix = l->no_suffix;
    if (l->format == NUMBER_FORMAT_BULLET)
        return;
    for (size_t i = 0; i < l->text.n; i++) {
        char next = i + 1 < l->text.n ? l->text.p[i + 1] : '\0';
        if (l->text.p[i] == '%' && next >= '1' && next <= '9') {
            add_number(num, next - '1', l->legal, out);
            i++;
        } else {
            buf_add_char(out, l->text.p[i]);
        }
    }
}
