/*
 * view_rectify.c — a deduction and its newest rectification; see view_rectify.h.
 */
#include "cli/view_rectify.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/tr.h"
#include "cli/view.h"

/* ---- pieces ------------------------------------------------------------ */

struct str view_day(struct cli *cli, bool has, date day)
{
    char text[DATE_TEXT_MAX];
    return has ? str_copy(cli->a, str_of(date_text(day, text))) : STR_NONE;
}

struct str view_class(struct cli *cli, enum cause_class class)
{
    return class == CAUSE__MAX ? STR_NONE : str_of(cause_class_title(class, cli->lang));
}

/* What closing still needs, by its stable names and as people read it. */
static const struct {
    enum rectification_guard guard;
    const char *name;
    const char *title;
} CARD_MISSING[] = {
    {GUARD_OWNER, "owner", TR_MARK("an owner")},
    {GUARD_EVIDENCE, "evidence", TR_MARK("evidence")},
    {GUARD_CAUSE, "cause", TR_MARK("a confirmed cause class")},
    {GUARD_NO_OPEN_TASK, "tasks", TR_MARK("tasks that are open")},
};

static struct str card_missing(struct cli *cli, const struct rectify_card *card)
{
    struct str parts[ARRAY_LEN(CARD_MISSING)];
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(CARD_MISSING); i++)
        if ((card->missing & CARD_MISSING[i].guard) != 0)
            parts[n++] = str_of(TR(CARD_MISSING[i].title));
    return view_list(cli, parts, n);
}

/* ---- table ------------------------------------------------------------- */

static struct str card_due(struct cli *cli, const struct rectify_card *card)
{
    struct str day = view_day(cli, card->r.has_due, card->r.due_on);
    if (card->overdue == 0)
        return day;
    return str_format(cli->a,
                      TR_N("%.*s, overdue by %d day", "%.*s, overdue by %d days", card->overdue),
                      STR_ARG(day), card->overdue);
}

static struct str card_cause(struct cli *cli, const struct rectify_cause *cause)
{
    struct str words = view_list(cli, cause->words, cause->n_words);
    struct str title;
    if (cause->confirmed != CAUSE__MAX) {
        title = view_class(cli, cause->confirmed);
        return str_format(cli->a, TR("%.*s, confirmed by %.*s"), STR_ARG(title),
                          STR_ARG(cause->confirmed_by));
    }
    if (cause->proposed == CAUSE__MAX)
        return str_of(TR("nothing proposed, not confirmed"));
    title = view_class(cli, cause->proposed);
    return str_format(cli->a, TR("%.*s is proposed (%.*s), not confirmed"), STR_ARG(title),
                      STR_ARG(words));
}

static struct str card_count(struct cli *cli, bool any, int32_t n)
{
    return any ? str_format(cli->a, "%d", n) : STR_NONE;
}

/* The closed rectification of the same deduction that this one goes on from. */
static struct str card_again(struct cli *cli, const struct rectify_card *card)
{
    if (card->r.follows == 0 || card->lost_again_after != 0)
        return STR_NONE;
    return str_format(cli->a, TR("rectification %lld"), (long long)card->r.follows);
}

static void card_table(struct cli *cli, const struct rectify_card *card)
{
    const struct rectification *r = &card->r;
    bool any = r->id != 0;
    const struct view_field fields[] = {
        {TR("ID"), view_id(cli, card->entry.id)},
        {TR("Item"), card->entry.item.item},
        {TR("State"), str_of(rectification_state_title(r->state, cli->lang))},
        {TR("Owner"), r->owner},
        {TR("Due"), card_due(cli, card)},
        {TR("Cause class"), card_cause(cli, &card->cause)},
        {TR("Tasks"), r->tasks > 0
                          ? str_format(cli->a, TR("%d, of which open: %d"), r->tasks, r->open_tasks)
                          : STR_NONE},
        {TR("Evidence files"), card_count(cli, any, r->evidence)},
        {TR("Submitted by"), r->submitted_by},
        {TR("Lost again after"), view_id(cli, card->lost_again_after)},
        {TR("Opened again after"), card_again(cli, card)},
        {TR("Missing for closing"), card_missing(cli, card)},
        {TR("Rectification"),
         any ? str_format(cli->a, TR("%lld, event %lld"), (long long)r->id, (long long)r->version)
             : STR_NONE},
    };
    view_fields(cli, fields, ARRAY_LEN(fields));
}

/* ---- JSON -------------------------------------------------------------- */

static void card_cause_json(struct json_val *obj, const struct rectify_cause *cause)
{
    char at[INSTANT_TEXT_MAX];
    if (cause->confirmed != CAUSE__MAX) {
        json_put_str(obj, "class", str_of(cause_class_name(cause->confirmed)));
        json_put_str(obj, "confirmed_by", cause->confirmed_by);
        json_put_str(obj, "confirmed_at", str_of(instant_text(cause->confirmed_at, at)));
    }
    if (cause->proposed != CAUSE__MAX) {
        json_put_str(obj, "proposed", str_of(cause_class_name(cause->proposed)));
        struct json_val *words = json_put_array(obj, "words");
        for (size_t i = 0; i < cause->n_words; i++)
            json_add_str(words, cause->words[i]);
    }
}

void view_card_json(struct cli *cli, struct json_val *obj, const struct rectify_card *card)
{
    const struct rectification *r = &card->r;
    json_put_str(obj, "id", view_id(cli, card->entry.id));
    json_put_str(obj, "item", card->entry.item.item);
    json_put_str(obj, "state", str_of(rectification_state_name(r->state)));
    card_cause_json(json_put_object(obj, "cause_class"), &card->cause);
    if (r->id == 0)
        return;
    json_put_int(obj, "rectification", r->id);
    json_put_int(obj, "event", r->version);
    view_put_str(obj, "owner", r->owner);
    view_put_str(obj, "due_on", view_day(cli, r->has_due, r->due_on));
    if (card->overdue > 0)
        json_put_int(obj, "overdue_days", card->overdue);
    view_put_str(obj, "submitted_by", r->submitted_by);
    json_put_int(obj, "tasks", r->tasks);
    json_put_int(obj, "open_tasks", r->open_tasks);
    json_put_int(obj, "evidence", r->evidence);
    if (r->follows != 0) {
        json_put_int(obj, "follows", r->follows);
        view_put_str(obj, "follows_id", view_id(cli, card->lost_again_after));
    }
    struct json_val *missing = json_put_array(obj, "missing");
    for (size_t i = 0; i < ARRAY_LEN(CARD_MISSING); i++)
        if ((card->missing & CARD_MISSING[i].guard) != 0)
            json_add_str(missing, str_of(CARD_MISSING[i].name));
}

/* ---- all three --------------------------------------------------------- */

static void card_csv(struct cli *cli, const struct rectify_card *card)
{
    const struct rectification *r = &card->r;
    enum cause_class class = card->cause.confirmed;
    bool any = r->id != 0;
    struct str titles[] = {STR("id"),
                           STR("item"),
                           STR("state"),
                           STR("owner"),
                           STR("due_on"),
                           STR("overdue_days"),
                           STR("cause_class"),
                           STR("tasks"),
                           STR("open_tasks"),
                           STR("evidence"),
                           STR("submitted_by"),
                           STR("follows_id"),
                           STR("rectification"),
                           STR("event")};
    struct str cells[] = {
        view_id(cli, card->entry.id),
        card->entry.item.item,
        str_of(rectification_state_name(r->state)),
        r->owner,
        view_day(cli, r->has_due, r->due_on),
        card_count(cli, card->overdue > 0, card->overdue),
        class == CAUSE__MAX ? STR_NONE : str_of(cause_class_name(class)),
        card_count(cli, any, r->tasks),
        card_count(cli, any, r->open_tasks),
        card_count(cli, any, r->evidence),
        r->submitted_by,
        view_id(cli, card->lost_again_after),
        any ? str_format(cli->a, "%lld", (long long)r->id) : STR_NONE,
        any ? str_format(cli->a, "%lld", (long long)r->version) : STR_NONE,
    };
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    csv_row(&cli->out, cells, ARRAY_LEN(cells));
}

void view_card(struct cli *cli, const struct rectify_card *card)
{
    if (cli->format == CLI_CSV) {
        card_csv(cli, card);
    } else if (cli->format == CLI_TABLE) {
        card_table(cli, card);
    } else {
        struct json_val *root = json_val_object(cli->a);
        view_card_json(cli, root, card);
        view_json(cli, root);
    }
}
