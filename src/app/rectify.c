/*
 * rectify.c — see rectify.h.
 *
 * Every act is the same transaction with another middle: look, compare with what
 * the person has seen, do it, show. The middle may run several times; files are read
 * before it.
 */
#include "app/rectify.h"

#include "app/rectify_scene.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"
#include "source/promise/promise_find.h"
#include "store/evidence.h"
#include "store/store.h"

/* ---- the frame --------------------------------------------------------- */

struct rectify_call;

/* The middle of an act. */
typedef enum err_code rectify_fn(struct rectify_scene *s, struct rectify_call *c, struct err *e);

struct rectify_call {
    struct arena *a;
    const struct app *app;
    instant at;
    const struct rectify_on *on;
    rectify_fn *fn;
    struct rectification_change change;          /* the acts that are nothing but a change */
    const struct rectify_assignment *assignment; /* assign */
    int32_t no;                                  /* task: its number */
    const struct evidence_file *files;           /* evidence */
    struct rectify_added *added;                 /* evidence: one for each file */
    size_t n_files;
    enum cause_class class; /* cause */
    struct rectify_card card;
};

static enum err_code rectify_tx(struct tx *tx, void *ctx, struct err *e)
{
    struct rectify_call *c = ctx;
    struct rectify_scene s;
    ERR_TRY(rectify_scene_load(c->a, tx, c->app, c->at, c->on->deduction_id, &s, e));
    ERR_TRY(rectify_scene_seen(&s, c->on->seen, e));
    ERR_TRY(c->fn(&s, c, e));
    return rectify_scene_card(&s, &c->card, e);
}

static enum err_code rectify_run(struct app *app, const char *name, struct rectify_call *c,
                                 struct rectify_card *ret, struct err *e)
{
    c->app = app;
    c->at = clock_now(&app->clock);
    ERR_TRY(app_open(app, e));
    ERR_TRY(store_tx(app->store, TX_WRITE, name, rectify_tx, c, e));
    *ret = c->card;
    return ERR_OK;
}

/* The middle of the acts that are nothing but a change. */
static enum err_code rectify_change(struct rectify_scene *s, struct rectify_call *c, struct err *e)
{
    struct rectification_change change = c->change;
    change.note = c->on->note;
    c->no = s->r.tasks + 1;
    return rectify_scene_act(s, &change, e);
}

/* ---- assign ------------------------------------------------------------ */

/* The day that the item itself prints, counted from the document where it must be. */
static enum err_code assign_printed_due(const struct rectify_scene *s, bool *ret_has, date *ret,
                                        struct err *e)
{
    struct plan_record record;
    *ret_has = false;
    if (s->d.item.time_limit.n == 0)
        return ERR_OK;
    ERR_TRY(store_plan_load(s->a, s->tx, s->by.county, s->d.ref, &record, e));
    struct promise_context context = {record.head.has_issued_on, record.head.issued_on};
    *ret_has =
        promise_time_limit(s->a, promise_reader_new(s->a), s->d.item.time_limit, &context, ret);
    return ERR_OK;
}

/* What the first assignment needs. */
static enum err_code assign_first(const struct rectify_scene *s,
                                  struct rectification_change *change, struct err *e)
{
    if (change->owner.n == 0)
        return err_set(e, ERR_RECTIFY_OWNER, "D%lld", (long long)s->d.id);
    if (!change->has_due)
        ERR_TRY(assign_printed_due(s, &change->has_due, &change->due_on, e));
    if (!change->has_due)
        return err_set(e, ERR_RECTIFY_NO_DUE, "D%lld", (long long)s->d.id);
    return ERR_OK;
}

static enum err_code assign_act(struct rectify_scene *s, struct rectify_call *c, struct err *e)
{
    const struct rectify_assignment *to = c->assignment;
    if (to->again && s->r.id != 0) {
        if (s->r.state != RECTIFICATION_CLOSED)
            return err_set(e, ERR_RECTIFY_OPEN, "D%lld", (long long)s->d.id);
        s->r = (struct rectification){
            .deduction_id = s->d.id, .follows = s->r.id, .changed_at = s->r.changed_at};
    }
    struct rectification_change change = {
        .action = RECTIFICATION_ACT_ASSIGN,
        .note = c->on->note,
        .owner = to->owner.n > 0 ? to->owner : s->r.owner,
        .has_due = to->has_due || s->r.has_due,
        .due_on = to->has_due ? to->due_on : s->r.due_on,
    };
    if (s->r.id == 0 || s->r.owner.n == 0) /* recurrence opens without an owner */
        ERR_TRY(assign_first(s, &change, e));
    return rectify_scene_act(s, &change, e);
}

enum err_code app_rectify_assign(struct arena *a, struct app *app, const struct rectify_on *on,
                                 const struct rectify_assignment *assignment,
                                 struct rectify_card *ret, struct err *e)
{
    struct rectify_call c = {.a = a, .on = on, .fn = assign_act, .assignment = assignment};
    return rectify_run(app, "rectify assign", &c, ret, e);
}

/* ---- tasks ------------------------------------------------------------- */

enum err_code app_rectify_task(struct arena *a, struct app *app, const struct rectify_on *on,
                               const struct task *task, int32_t *ret_no, struct rectify_card *ret,
                               struct err *e)
{
    struct rectify_call c = {.a = a, .on = on, .fn = rectify_change};
    must(task->title.n > 0);
    c.change = (struct rectification_change){.action = RECTIFICATION_ACT_TASK, .task = task};
    ERR_TRY(rectify_run(app, "rectify task", &c, ret, e));
    *ret_no = c.no;
    return ERR_OK;
}

enum err_code app_rectify_task_done(struct arena *a, struct app *app, const struct rectify_on *on,
                                    int32_t no, struct rectify_card *ret, struct err *e)
{
    struct rectify_call c = {.a = a, .on = on, .fn = rectify_change};
    c.change = (struct rectification_change){.action = RECTIFICATION_ACT_TASK_DONE, .task_no = no};
    return rectify_run(app, "rectify task", &c, ret, e);
}

/* ---- submit, verify, return, close --------------------------------------- */

enum err_code app_rectify_act(struct arena *a, struct app *app, const struct rectify_on *on,
                              enum rectification_action action, struct rectify_card *ret,
                              struct err *e)
{
    struct rectify_call c = {.a = a, .on = on, .fn = rectify_change};
    must(action == RECTIFICATION_ACT_SUBMIT || action == RECTIFICATION_ACT_VERIFY ||
         action == RECTIFICATION_ACT_RETURN || action == RECTIFICATION_ACT_CLOSE);
    c.change = (struct rectification_change){.action = action};
    return rectify_run(app, "rectify act", &c, ret, e);
}

/* ---- evidence ---------------------------------------------------------- */

static enum err_code evidence_read(struct arena *a, const char *path, struct evidence_file *ret,
                                   struct err *e)
{
    struct err reason = {0};
    const char *slash = strrchr(path, '/');
    struct evidence_file file = {.name = str_of(slash == NULL ? path : slash + 1)};
    char *hash = arena_alloc(a, HASH_HEX_MAX);
    ERR_TRY(str_utf8_check(file.name, e));
    enum err_code code = file_read(a, path, EVIDENCE_SIZE_MAX, &file.content, &reason);
    if (code != ERR_OK)
        return err_set(e, code == ERR_TOO_BIG ? ERR_EVIDENCE_TOO_BIG : code, "%s", reason.detail);
    if (file.content.n == 0)
        return err_set(e, ERR_EVIDENCE_EMPTY, "\"%s\"", path);
    ERR_TRY(hash_sha256_hex(file.content, hash, e));
    file.sha256 = str_of(hash);
    *ret = file;
    return ERR_OK;
}

static enum err_code evidence_act(struct rectify_scene *s, struct rectify_call *c, struct err *e)
{
    for (size_t i = 0; i < c->n_files; i++) {
        const struct evidence_file *file = &c->files[i];
        struct rectify_added *added = &c->added[i];
        bool found;
        ERR_TRY(store_evidence_latest(c->a, s->tx, s->by.county, s->r.id, file->name, &found,
                                      &added->file, e));
        added->unchanged = found && str_eq(added->file.sha256, file->sha256);
        if (added->unchanged)
            continue;
        struct rectification_change change = {
            .action = RECTIFICATION_ACT_EVIDENCE, .note = c->on->note, .file = file};
        ERR_TRY(rectify_scene_act(s, &change, e));
        ERR_TRY(store_evidence_latest(c->a, s->tx, s->by.county, s->r.id, file->name, &found,
                                      &added->file, e));
    }
    return ERR_OK;
}

enum err_code app_rectify_evidence(struct arena *a, struct app *app, const struct rectify_on *on,
                                   const char *const *paths, size_t n,
                                   struct rectify_added **ret_added, struct rectify_card *ret,
                                   struct err *e)
{
    struct evidence_file *files = ARENA_NEW_N(a, n, struct evidence_file);
    for (size_t i = 0; i < n; i++)
        ERR_TRY(evidence_read(a, paths[i], &files[i], e));
    struct rectify_call c = {.a = a,
                             .on = on,
                             .fn = evidence_act,
                             .files = files,
                             .added = ARENA_NEW_N(a, n, struct rectify_added),
                             .n_files = n};
    ERR_TRY(rectify_run(app, "rectify evidence", &c, ret, e));
    *ret_added = c.added;
    return ERR_OK;
}

/* ---- cause ------------------------------------------------------------- */

/* The words one below the other, as they are stored. */
static struct str cause_words(struct arena *a, const struct rectify_cause *cause)
{
    struct str words = STR_NONE;
    for (size_t i = 0; i < cause->n_words; i++)
        words = str_format(a, "%" STR_FMT "%s%" STR_FMT, STR_ARG(words), i > 0 ? "\n" : "",
                           STR_ARG(cause->words[i]));
    return words;
}

static enum err_code cause_act(struct rectify_scene *s, struct rectify_call *c, struct err *e)
{
    struct rectify_cause proposal = rectify_cause_of(c->a, s->d.item.cause, &s->cause);
    struct cause cause = {.deduction_id = s->d.id,
                          .class = c->class == CAUSE__MAX ? proposal.proposed : c->class,
                          .proposed = proposal.proposed,
                          .words = cause_words(c->a, &proposal)};
    if (cause.class == CAUSE__MAX)
        return err_set(e, ERR_CAUSE_NO_PROPOSAL, "D%lld", (long long)s->d.id);
    struct rectification_change change = {.action = RECTIFICATION_ACT_CAUSE,
                                          .note = c->on->note,
                                          .about = str_of(cause_class_name(cause.class))};
    if (s->r.id != 0)
        ERR_TRY(rectify_scene_act(s, &change, e));
    ERR_TRY(store_cause_confirm(s->tx, &s->by, &cause, e));
    return store_cause_get(c->a, s->tx, s->by.county, s->d.id, &s->cause, e);
}

enum err_code app_rectify_cause(struct arena *a, struct app *app, const struct rectify_on *on,
                                enum cause_class class, struct rectify_card *ret, struct err *e)
{
    struct rectify_call c = {.a = a, .on = on, .fn = cause_act, .class = class};
    return rectify_run(app, "rectify cause", &c, ret, e);
}
