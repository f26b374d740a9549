/*
 * yaml.c — the only file that includes libfyaml; see yaml.h.
 *
 * The tree is built from the parser's events, without recursion, so that limits hold
 * while it grows. What surprised its author: the event of an empty scalar carries no
 * token and so no place, which is then the end of what was read last; and the map in
 * `[a: b]` is said to begin at its colon.
 */
#include "source/catalog/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>

#define BOM "\xEF\xBB\xBF"

/* A map or list that is not closed yet. */
struct open {
    struct yaml_node node;
    VEC(struct yaml_pair) pairs;
    VEC(struct yaml_node) items;
    struct yaml_node key; /* of a map: the key whose value comes next */
    bool has_key;
};

struct reader {
    struct arena *a;
    const struct yaml_file *file;
    struct faults *f;
    struct yaml_cursor cursor; /* the last place asked for */
    size_t last;               /* byte behind what was read last */
    size_t nodes;
    struct open stack[YAML_DEPTH_MAX];
    size_t depth;
    struct yaml_node root;
    bool has_root;
    bool failed;
};

/* ---- places ---------------------------------------------------------------- */

/* Back to an earlier byte; the column has to be counted anew if a line is left. */
static void cursor_back(struct str s, struct yaml_cursor *c, size_t to)
{
    bool left = false;
    while (c->at > to) {
        c->at--;
        left = left || yaml_line_ends(s, c->at);
        c->line -= yaml_line_ends(s, c->at);
        c->column -= ((unsigned char)s.p[c->at] & 0xC0U) != 0x80;
    }
    if (left) {
        size_t begin = c->at;
        while (begin > 0 && !yaml_line_ends(s, begin - 1))
            begin--;
        c->column = (int32_t)(str_chars(str_sub(s, begin, c->at)) + 1);
    }
}

/* Places come nearly in the order of the file, so that the walk is short however long its lines. */
static void node_place(struct reader *r, struct yaml_node *n, size_t at)
{
    struct str s = r->file->bytes;
    at = at < s.n ? at : s.n;
    if (at < r->cursor.at)
        cursor_back(s, &r->cursor, at);
    else
        yaml_forward(s, &r->cursor, at);
    n->from = (uint32_t)at;
    n->line = r->cursor.line;
    n->column = r->cursor.column;
}

struct place yaml_where(const struct yaml_node *n)
{
    return (struct place){.file = n->file->path, .line = n->line, .column = n->column};
}

void fault_on(struct faults *f, const struct yaml_node *n, enum err_code code, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fault_vadd(f, yaml_where(n), code, fmt, ap);
    va_end(ap);
}

/* ---- building -------------------------------------------------------------- */

static struct yaml_node node_new(struct reader *r, enum yaml_kind kind, struct fy_token *token)
{
    struct yaml_node n = {.kind = kind, .file = r->file};
    const struct fy_mark *from = token != NULL ? fy_token_start_mark(token) : NULL;
    const struct fy_mark *to = token != NULL ? fy_token_end_mark(token) : NULL;
    node_place(r, &n, from != NULL ? from->input_pos : r->last);
    if (to != NULL && to->input_pos > r->last)
        r->last = to->input_pos;
    return n;
}

/* Too much of something: tell where, and read no further. */
static void reader_fail(struct reader *r, const char *what, long long limit)
{
    struct yaml_node here = node_new(r, YAML_SCALAR, NULL);
    fault_on(r->f, &here, ERR_TOO_BIG, "%s: %lld", what, limit);
    r->failed = true;
}

/* Give a finished node to the container that is open, or make it the root. */
static void reader_take(struct reader *r, const struct yaml_node *n)
{
    r->nodes++;
    if (r->depth == 0) {
        r->root = *n;
        r->has_root = true;
        return;
    }
    struct open *top = &r->stack[r->depth - 1];
    if (top->node.kind == YAML_LIST) {
        *vec_push(r->a, &top->items) = *n;
    } else if (top->has_key) {
        *vec_push(r->a, &top->pairs) = (struct yaml_pair){.key = top->key, .value = *n};
        top->has_key = false;
    } else {
        top->key = *n;
        top->has_key = true;
        if (n->kind != YAML_SCALAR)
            fault_on(r->f, n, ERR_YAML_KEY, "%s", "");
    }
}

static void tell_feature(struct reader *r, struct fy_token *token, const char *what)
{
    if (token == NULL)
        return;
    struct yaml_node at = node_new(r, YAML_SCALAR, token);
    fault_on(r->f, &at, ERR_YAML_FEATURE, "%s", what);
}

/* Anchors and tags are told and otherwise not heeded. */
static void check_extras(struct reader *r, struct fy_token *anchor, struct fy_token *tag)
{
    tell_feature(r, anchor, "anchor (&)");
    tell_feature(r, tag, "tag (!)");
}

static void reader_open(struct reader *r, enum yaml_kind kind, struct fy_token *token)
{
    struct yaml_node n = node_new(r, kind, token);
    if (r->depth == YAML_DEPTH_MAX) {
        reader_fail(r, "levels", YAML_DEPTH_MAX);
        return;
    }
    r->stack[r->depth++] = (struct open){.node = n};
}

static int pair_by_key(const void *x, const void *y)
{
    const struct yaml_pair *const *a = x;
    const struct yaml_pair *const *b = y;
    int order = str_cmp((*a)->key.text, (*b)->key.text);
    return order != 0 ? order
                      : ((*a)->key.from > (*b)->key.from) - ((*a)->key.from < (*b)->key.from);
}

/* Tell keys that stand twice, and keep the first of each; a key that is no scalar goes too. */
static void pairs_unique(struct reader *r, struct yaml_node *n)
{
    const struct yaml_pair **sorted = ARENA_NEW_N(r->a, n->n, const struct yaml_pair *);
    bool *drop = ARENA_NEW_N(r->a, n->n, bool);
    for (size_t i = 0; i < n->n; i++) {
        sorted[i] = &n->pairs[i];
        drop[i] = n->pairs[i].key.kind != YAML_SCALAR;
    }
    if (n->n > 1) {
        /* NOLINTNEXTLINE(bugprone-sizeof-expression): the elements are pointers */
        qsort(sorted, n->n, sizeof(*sorted), pair_by_key);
    }
    for (size_t i = 1; i < n->n; i++) {
        const struct yaml_pair *twice = sorted[i];
        if (twice->key.kind != YAML_SCALAR || sorted[i - 1]->key.kind != YAML_SCALAR ||
            !str_eq(twice->key.text, sorted[i - 1]->key.text))
            continue;
        drop[twice - n->pairs] = true;
        fault_on(r->f, &twice->key, ERR_YAML_KEY_TWICE, "\"%" STR_FMT "\"",
                 STR_ARG(twice->key.text));
    }
    size_t kept = 0;
    for (size_t i = 0; i < n->n; i++)
        if (!drop[i])
            n->pairs[kept++] = n->pairs[i];
    n->n = kept;
}

static void node_move(struct yaml_node *n, const struct yaml_node *to)
{
    n->from = to->from;
    n->line = to->line;
    n->column = to->column;
}

static void reader_close(struct reader *r)
{
    must(r->depth > 0);
    struct open *top = &r->stack[--r->depth];
    struct yaml_node n = top->node;
    if (n.kind == YAML_MAP) {
        n.pairs = top->pairs.p;
        n.n = top->pairs.n;
        if (n.n > 0 && n.pairs[0].key.from < n.from)
            node_move(&n, &n.pairs[0].key);
        pairs_unique(r, &n);
    } else {
        n.items = top->items.p;
        n.n = top->items.n;
    }
    reader_take(r, &n);
}

/* Block text is said to begin at its indentation: move to what is written there. */
static void skip_indent(struct yaml_node *n)
{
    struct str s = n->file->bytes;
    while (n->from < s.n && s.p[n->from] == ' ' && !str_starts(n->text, STR(" "))) {
        n->from++;
        n->column++;
    }
}

static void read_scalar(struct reader *r, const struct fy_event *ev)
{
    struct fy_token *token = ev->scalar.value;
    check_extras(r, ev->scalar.anchor, ev->scalar.tag);
    struct yaml_node n = node_new(r, YAML_SCALAR, token);
    n.plain = true;
    if (token != NULL) {
        size_t len = 0;
        const char *p = fy_token_get_text(token, &len);
        enum fy_scalar_style style = fy_token_scalar_style(token);
        n.plain = style == FYSS_PLAIN;
        n.text = str_copy(r->a, (struct str){p, p != NULL ? len : 0});
        if (style == FYSS_LITERAL || style == FYSS_FOLDED)
            skip_indent(&n);
        /* "\u0000" and the like: valid bytes in the file that make invalid text */
        if (str_utf8_check(n.text, NULL) != ERR_OK) {
            fault_on(r->f, &n, ERR_TEXT_ENCODING, "%s", "");
            n.text = STR_NONE;
        }
    }
    reader_take(r, &n);
}

static void read_event(struct reader *r, const struct fy_event *ev)
{
    switch (ev->type) {
    case FYET_SCALAR: read_scalar(r, ev); break;
    case FYET_ALIAS: {
        struct yaml_node n = node_new(r, YAML_SCALAR, ev->alias.anchor);
        n.plain = true;
        fault_on(r->f, &n, ERR_YAML_FEATURE, "alias (*)");
        reader_take(r, &n);
        break;
    }
    case FYET_MAPPING_START:
        check_extras(r, ev->mapping_start.anchor, ev->mapping_start.tag);
        reader_open(r, YAML_MAP, ev->mapping_start.mapping_start);
        break;
    case FYET_SEQUENCE_START:
        check_extras(r, ev->sequence_start.anchor, ev->sequence_start.tag);
        reader_open(r, YAML_LIST, ev->sequence_start.sequence_start);
        break;
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END: reader_close(r); break;
    case FYET_DOCUMENT_START:
        if (r->has_root) {
            tell_feature(r, ev->document_start.document_start, "second document (---)");
            r->failed = true;
        }
        break;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END: break;
    }
}

/* ---- libfyaml -------------------------------------------------------------- */

/* The first complaint of the parser; without one, the place reached. */
static void tell_syntax(struct reader *r, struct fy_diag *diag)
{
    void *iter = NULL;
    struct fy_diag_error *e = fy_diag_errors_iterate(diag, &iter);
    struct yaml_node at = {.file = r->file};
    const struct fy_mark *mark = e != NULL && e->fyt != NULL ? fy_token_start_mark(e->fyt) : NULL;
    node_place(r, &at, mark != NULL ? mark->input_pos : r->last);
    fault_on(r->f, &at, ERR_YAML_SYNTAX, "%s", e != NULL && e->msg != NULL ? e->msg : "");
    r->failed = true;
}

/* libfyaml's own output goes nowhere: what it collects is asked for. */
static void diag_output(struct fy_diag *diag, void *user, const char *text, size_t n)
{
    (void)diag, (void)user, (void)text, (void)n;
}

static void read_events(struct reader *r, struct fy_parser *parser, struct fy_diag *diag)
{
    while (!r->failed) {
        struct fy_event *ev = fy_parser_parse(parser);
        if (ev == NULL) {
            if (fy_diag_got_error(diag) || fy_parser_get_stream_error(parser))
                tell_syntax(r, diag);
            return;
        }
        read_event(r, ev);
        fy_parser_event_free(parser, ev);
        if (r->nodes > YAML_NODES_MAX)
            reader_fail(r, "values", YAML_NODES_MAX);
        else if (arena_over(r->a))
            reader_fail(r, "bytes", (long long)r->a->max);
    }
}

static void read_document(struct reader *r)
{
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    diag_cfg.output_fn = diag_output;
    diag_cfg.level = FYET_ERROR;
    diag_cfg.colorize = false;
    struct fy_diag *diag = fy_diag_create(&diag_cfg);
    must(diag != NULL);
    fy_diag_set_collect_errors(diag, true);
    const struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG, .diag = diag};
    struct fy_parser *parser = fy_parser_create(&cfg);
    must(parser != NULL);
    must(fy_parser_set_string(parser, r->file->bytes.p, r->file->bytes.n) == 0);
    read_events(r, parser, diag);
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
}

/* Where the first byte stands that is not UTF-8. */
static void tell_encoding(struct reader *r)
{
    struct str s = r->file->bytes;
    size_t at = 0;
    while (at < s.n) {
        size_t next = at;
        uint32_t cp = str_next(s, &next);
        if (cp == 0 || (cp == 0xFFFD && next - at == 1))
            break;
        at = next;
    }
    struct yaml_node n = {.file = r->file};
    node_place(r, &n, at);
    fault_on(r->f, &n, ERR_TEXT_ENCODING, "%s", "");
}

const struct yaml_node *yaml_read(struct arena *a, struct str path, struct str bytes,
                                  struct faults *f)
{
    if (str_starts(bytes, STR(BOM)))
        bytes = str_sub(bytes, sizeof(BOM) - 1, bytes.n);
    struct yaml_file *file = ARENA_NEW(a, struct yaml_file);
    *file = (struct yaml_file){.path = path, .bytes = bytes};
    if (bytes.n > YAML_BYTES_MAX) {
        fault_add(f, (struct place){path, 1, 1}, ERR_TOO_BIG, "bytes: %d", YAML_BYTES_MAX);
        return NULL;
    }
    struct reader *r = ARENA_NEW(a, struct reader);
    *r = (struct reader){.a = a, .file = file, .f = f, .cursor = {0, 1, 1}};
    if (str_utf8_check(bytes, NULL) != ERR_OK) {
        tell_encoding(r);
        return NULL;
    }
    if (bytes.n > 0)
        read_document(r);
    if (r->failed)
        return NULL;
    if (!r->has_root || yaml_is_null(&r->root)) {
        fault_add(f, (struct place){path, 1, 1}, ERR_YAML_EMPTY, "%s", "");
        return NULL;
    }
    struct yaml_node *root = ARENA_NEW(a, struct yaml_node);
    *root = r->root;
    return root;
}

/* ---- asking ---------------------------------------------------------------- */

const struct yaml_node *yaml_get(const struct yaml_node *n, const char *key)
{
    if (n == NULL || n->kind != YAML_MAP)
        return NULL;
    for (size_t i = 0; i < n->n; i++)
        if (str_eq(n->pairs[i].key.text, str_of(key)))
            return &n->pairs[i].value;
    return NULL;
}

bool yaml_is_null(const struct yaml_node *n)
{
    return n->kind == YAML_SCALAR && n->plain &&
           (n->text.n == 0 || str_eq(n->text, STR("null")) || str_eq(n->text, STR("~")));
}

bool yaml_is_text(const struct yaml_node *n)
{
    return n->kind == YAML_SCALAR && !yaml_is_null(n);
}
