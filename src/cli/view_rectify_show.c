/*
 * view_rectify_show.c — everything that happened to a deduction; see view_rectify.h.
 */
#include "base/json.h"
#include "cli/cli.h"
#include "cli/csv.h"
#include "cli/table.h"
#include "cli/tr.h"
#include "cli/view.h"
#include "cli/view_rectify.h"

static void put_instant(struct json_val *obj, const char *key, instant t)
{
    char text[INSTANT_TEXT_MAX];
    json_put_str(obj, key, str_of(instant_text(t, text)));
}

static struct str show_number(struct cli *cli, int64_t n)
{
    return str_format(cli->a, "%lld", (long long)n);
}

/* ---- evidence ---------------------------------------------------------- */

static void evidence_table(struct cli *cli, const struct evidence *files, size_t n)
{
    const struct table_column columns[] = {
        {TR("File"), TABLE_RIGHT, 0},     {TR("Name"), TABLE_LEFT, 12},
        {TR("Revision"), TABLE_RIGHT, 0}, {TR("Bytes"), TABLE_RIGHT, 0},
        {TR("Who"), TABLE_LEFT, 4},       {TR("When"), TABLE_LEFT, 0},
        {TR("SHA-256"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < n; i++) {
        struct str *cells = table_row(&t);
        cells[0] = show_number(cli, files[i].no);
        cells[1] = files[i].name;
        cells[2] = show_number(cli, files[i].revision);
        cells[3] = show_number(cli, files[i].size);
        cells[4] = files[i].added_by;
        cells[5] = clock_local_text(cli->a, files[i].added_at);
        cells[6] = files[i].sha256;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void evidence_json(struct json_val *arr, const struct evidence *files, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct json_val *obj = json_add_object(arr);
        json_put_int(obj, "no", files[i].no);
        json_put_str(obj, "name", files[i].name);
        json_put_int(obj, "revision", files[i].revision);
        json_put_int(obj, "size", files[i].size);
        json_put_str(obj, "sha256", files[i].sha256);
        json_put_str(obj, "added_by", files[i].added_by);
        put_instant(obj, "added_at", files[i].added_at);
    }
}

static void evidence_csv(struct cli *cli, const struct evidence *files, size_t n)
{
    struct str titles[] = {STR("no"),     STR("name"),     STR("revision"), STR("size"),
                           STR("sha256"), STR("added_by"), STR("added_at")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t i = 0; i < n; i++) {
        char at[INSTANT_TEXT_MAX];
        struct str cells[] = {show_number(cli, files[i].no),
                              files[i].name,
                              show_number(cli, files[i].revision),
                              show_number(cli, files[i].size),
                              files[i].sha256,
                              files[i].added_by,
                              str_of(instant_text(files[i].added_at, at))};
        csv_row(&cli->out, cells, ARRAY_LEN(cells));
    }
}

void view_evidence(struct cli *cli, const struct evidence *files, size_t n)
{
    if (cli->format == CLI_CSV) {
        evidence_csv(cli, files, n);
    } else if (cli->format == CLI_JSON) {
        struct json_val *root = json_val_object(cli->a);
        evidence_json(json_put_array(root, "evidence"), files, n);
        view_json(cli, root);
    } else if (n > 0) {
        evidence_table(cli, files, n);
    }
}

/* ---- tasks ------------------------------------------------------------- */

static struct str task_state(struct cli *cli, const struct task *t, date day)
{
    int32_t late = task_overdue(t, day);
    if (t->done)
        return str_format(cli->a, TR("done by %.*s"), STR_ARG(t->done_by));
    if (late > 0)
        return str_format(cli->a, TR_N("overdue by %d day", "overdue by %d days", late), late);
    return str_of(TR("open"));
}

static void tasks_table(struct cli *cli, const struct rectify_chapter *c, date day)
{
    const struct table_column columns[] = {
        {TR("Task"), TABLE_RIGHT, 0}, {TR("Title"), TABLE_LEFT, 12}, {TR("Owner"), TABLE_LEFT, 4},
        {TR("Due"), TABLE_LEFT, 0},   {TR("State"), TABLE_LEFT, 0},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < c->n_tasks; i++) {
        const struct task *task = &c->tasks[i];
        struct str *cells = table_row(&t);
        cells[0] = show_number(cli, task->no);
        cells[1] = task->title;
        cells[2] = task->owner.n > 0 ? task->owner : c->r.owner;
        cells[3] = view_day(cli, task->has_due, task->due_on);
        cells[4] = task_state(cli, task, day);
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void tasks_json(struct cli *cli, struct json_val *arr, const struct rectify_chapter *c,
                       date day)
{
    for (size_t i = 0; i < c->n_tasks; i++) {
        const struct task *task = &c->tasks[i];
        struct json_val *obj = json_add_object(arr);
        json_put_int(obj, "no", task->no);
        json_put_str(obj, "title", task->title);
        view_put_str(obj, "owner", task->owner.n > 0 ? task->owner : c->r.owner);
        view_put_str(obj, "due_on", view_day(cli, task->has_due, task->due_on));
        if (task_overdue(task, day) > 0)
            json_put_int(obj, "overdue_days", task_overdue(task, day));
        view_put_str(obj, "sentence", task->sentence);
        json_put_str(obj, "added_by", task->added_by);
        put_instant(obj, "added_at", task->added_at);
        json_put_bool(obj, "done", task->done);
        view_put_str(obj, "done_by", task->done_by);
        if (task->done)
            put_instant(obj, "done_at", task->done_at);
    }
}

/* ---- events ------------------------------------------------------------ */

/* What the act was about: for an assignment the owner and the day. */
static struct str event_about(struct cli *cli, const struct rectification_event *event)
{
    if (event->action == RECTIFICATION_ACT_ASSIGN) {
        struct str parts[] = {event->owner, view_day(cli, event->has_due, event->due_on)};
        return view_list(cli, parts, event->has_due ? 2 : 1);
    }
    enum cause_class class = cause_class_of(event->about);
    if (event->action == RECTIFICATION_ACT_CAUSE && class != CAUSE__MAX)
        return view_class(cli, class);
    return event->about;
}

static void events_table(struct cli *cli, const struct rectify_chapter *c)
{
    const struct table_column columns[] = {
        {TR("Event"), TABLE_RIGHT, 0}, {TR("When"), TABLE_LEFT, 0},  {TR("Who"), TABLE_LEFT, 4},
        {TR("What"), TABLE_LEFT, 0},   {TR("State"), TABLE_LEFT, 0}, {TR("About"), TABLE_LEFT, 8},
        {TR("Note"), TABLE_LEFT, 8},
    };
    struct table t;
    table_init(&t, cli->a, columns, ARRAY_LEN(columns));
    for (size_t i = 0; i < c->n_events; i++) {
        const struct rectification_event *event = &c->events[i];
        struct str *cells = table_row(&t);
        cells[0] = show_number(cli, event->seq);
        cells[1] = clock_local_text(cli->a, event->at);
        cells[2] = event->actor;
        cells[3] = str_of(rectification_action_title(event->action, cli->lang));
        cells[4] = str_of(rectification_state_title(event->to, cli->lang));
        cells[5] = event_about(cli, event);
        cells[6] = event->note;
    }
    table_write(&t, cli->screen.width, cli->screen.bold, &cli->out);
}

static void events_json(struct cli *cli, struct json_val *arr, const struct rectify_chapter *c)
{
    for (size_t i = 0; i < c->n_events; i++) {
        const struct rectification_event *event = &c->events[i];
        struct json_val *obj = json_add_object(arr);
        json_put_int(obj, "event", event->seq);
        put_instant(obj, "at", event->at);
        json_put_str(obj, "actor", event->actor);
        json_put_str(obj, "action", str_of(rectification_action_name(event->action)));
        json_put_str(obj, "from", str_of(rectification_state_name(event->from)));
        json_put_str(obj, "to", str_of(rectification_state_name(event->to)));
        view_put_str(obj, "owner", event->owner);
        view_put_str(obj, "due_on", view_day(cli, event->has_due, event->due_on));
        view_put_str(obj, "about", event->about);
        view_put_str(obj, "note", event->note);
    }
}

static void events_csv(struct cli *cli, const struct rectify_history *h)
{
    struct str titles[] = {STR("rectification"), STR("event"), STR("at"),  STR("actor"),
                           STR("action"),        STR("from"),  STR("to"),  STR("owner"),
                           STR("due_on"),        STR("about"), STR("note")};
    csv_row(&cli->out, titles, ARRAY_LEN(titles));
    for (size_t k = 0; k < h->n_chapters; k++)
        for (size_t i = 0; i < h->chapters[k].n_events; i++) {
            const struct rectification_event *event = &h->chapters[k].events[i];
            char at[INSTANT_TEXT_MAX];
            struct str cells[] = {show_number(cli, h->chapters[k].r.id),
                                  show_number(cli, event->seq),
                                  str_of(instant_text(event->at, at)),
                                  event->actor,
                                  str_of(rectification_action_name(event->action)),
                                  str_of(rectification_state_name(event->from)),
                                  str_of(rectification_state_name(event->to)),
                                  event->owner,
                                  view_day(cli, event->has_due, event->due_on),
                                  event->about,
                                  event->note};
            csv_row(&cli->out, cells, ARRAY_LEN(cells));
        }
}

/* ---- the whole --------------------------------------------------------- */

static void chapter_table(struct cli *cli, const struct rectify_history *h,
                          const struct rectify_chapter *c)
{
    if (h->n_chapters > 1)
        buf_addf(&cli->out, TR("\nRectification %lld:\n"), (long long)c->r.id);
    buf_add_char(&cli->out, '\n');
    events_table(cli, c);
    if (c->n_tasks > 0) {
        buf_add_char(&cli->out, '\n');
        tasks_table(cli, c, h->day);
    }
    if (c->n_evidence > 0) {
        buf_add_char(&cli->out, '\n');
        evidence_table(cli, c->evidence, c->n_evidence);
    }
}

static void history_json(struct cli *cli, const struct rectify_history *h)
{
    struct json_val *root = json_val_object(cli->a);
    view_card_json(cli, root, &h->card);
    struct json_val *chapters = json_put_array(root, "rectifications");
    for (size_t i = 0; i < h->n_chapters; i++) {
        const struct rectify_chapter *c = &h->chapters[i];
        struct json_val *obj = json_add_object(chapters);
        json_put_int(obj, "rectification", c->r.id);
        json_put_str(obj, "state", str_of(rectification_state_name(c->r.state)));
        if (c->r.follows != 0)
            json_put_int(obj, "follows", c->r.follows);
        events_json(cli, json_put_array(obj, "events"), c);
        tasks_json(cli, json_put_array(obj, "tasks"), c, h->day);
        evidence_json(json_put_array(obj, "evidence"), c->evidence, c->n_evidence);
    }
    view_json(cli, root);
}

void view_history(struct cli *cli, const struct rectify_history *h)
{
    if (cli->format == CLI_CSV) {
        events_csv(cli, h);
    } else if (cli->format == CLI_JSON) {
        history_json(cli, h);
    } else {
        view_card(cli, &h->card);
        for (size_t i = 0; i < h->n_chapters; i++)
            chapter_table(cli, h, &h->chapters[i]);
    }
}
