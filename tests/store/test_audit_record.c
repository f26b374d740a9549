/*
 * test_audit_record.c — what is changed behind the chain's back is found: every column of a
 * record, its revisions, voids, imports and files, and rows that come and go.
 */
#include "records.h"
#include "store/attachment.h"

#include "base/hash.h"

/* ---- a county with an act of each kind -------------------------------------------- */

static struct rcall batch_of(struct test_db *t, int64_t ms, const char *name, size_t n)
{
    struct rcall c = rcall_at(t, ms);
    char hex[HASH_HEX_MAX];
    struct record_entry *entries = ARENA_NEW_N(&t->a, n, struct record_entry);
    for (size_t i = 0; i < n; i++)
        entries[i] = session(t, "north", 0, 17000, str_format(&t->a, "%s %zu", name, i).p);
    must(hash_sha256_hex(str_of(name), hex, NULL) == ERR_OK);
    c.file = (struct batch_file){.type = STR("session"),
                                 .name = str_of(name),
                                 .sha256 = str_copy(&t->a, str_of(hex)),
                                 .rows = (int64_t)n + 1};
    c.entries = entries;
    c.n_entries = n;
    c.most = (int64_t)n + 1;
    return c;
}

struct attach {
    struct rcall c;
    struct attachment_file file;
};

static enum err_code attach_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct attach *at = ctx;
    struct attachment got;
    return store_attachment_add(at->c.a, tx, &at->c.by, at->c.data_key, at->c.id, &at->file, &got,
                                e);
}

static void attach(struct test_db *t, struct store *s, int64_t ms, int64_t id, const char *name,
                   bool sensitive)
{
    char hex[HASH_HEX_MAX];
    struct attach at = {.c = rcall_at(t, ms)};
    at.c.id = id;
    must(hash_sha256_hex(str_of(name), hex, NULL) == ERR_OK);
    at.file = (struct attachment_file){.name = str_of(name),
                                       .media_type = STR("image/jpeg"),
                                       .content = str_of(name),
                                       .sha256 = str_copy(&t->a, str_of(hex)),
                                       .sensitive = sensitive};
    CHECK_ERR("attach", store_tx(s, TX_WRITE, "attach", attach_fn, &at, NULL), ERR_OK);
}

/*
 * R1 a person; R2 and R3 sessions of R1, R2 revised; R4 to R6 a first import, R5 revised; R7 and
 * R8 a second one, undone; R9 a person voided with the session R10; R11 voided by itself, by a
 * clock that was behind; R12 entered as history. R2 has a file, R1 a sealed one.
 */
static struct store *open_history(struct test_db *t)
{
    struct store *s = open_records(t);
    struct record_entry old = session(t, "north", 0, 16000, "old");
    old.history = true;
    old.entered_at.ms = 300;
    CHECK_INT("person", radd(t, s, 2000, person(t, "甲", "{\"id\":1}")), 1);
    CHECK_INT("session", radd(t, s, 2100, session(t, "north", 1, 17000, "a")), 2);
    CHECK_INT("session", radd(t, s, 2200, session(t, "north1", 1, 17001, "b")), 3);
    CHECK_ERR("revise", rrevise(t, s, 2300, 2, 1, "c", NULL), ERR_OK);
    struct rcall first = batch_of(t, 3000, "一.csv", 3);
    CHECK_ERR("batch", store_tx(s, TX_WRITE, "batch", rbatch_fn, &first, NULL), ERR_OK);
    CHECK_ERR("revise", rrevise(t, s, 3100, 5, 1, "d", NULL), ERR_OK);
    struct rcall second = batch_of(t, 3200, "二.csv", 2);
    CHECK_ERR("batch", store_tx(s, TX_WRITE, "batch", rbatch_fn, &second, NULL), ERR_OK);
    struct rcall undo = rcall_at(t, 3300);
    undo.batch.id = second.batch.id;
    CHECK_ERR("undo", store_tx(s, TX_WRITE, "undo", rundo_fn, &undo, NULL), ERR_OK);
    CHECK_INT("person", radd(t, s, 4000, person(t, "乙", "")), 9);
    CHECK_INT("session", radd(t, s, 4100, session(t, "north", 9, 17000, "e")), 10);
    CHECK_INT("session", radd(t, s, 4200, session(t, "south", 0, 17000, "f")), 11);
    CHECK_INT("along", rvoid(t, s, 4300, 9), 1);
    CHECK_ERR("another clock", test_append(s, "x", 5000, NULL), ERR_OK);
    CHECK_INT("alone", rvoid(t, s, 4400, 11), 0);
    CHECK_INT("history", radd(t, s, 6000, old), 12);
    attach(t, s, 6100, 2, "照片.jpg", false);
    attach(t, s, 6200, 1, "身份证.jpg", true);
    return s;
}

/* ---- spoiling ---------------------------------------------------------------------- */

#define RECORD(id, what)   "UPDATE record SET " what " WHERE record_id = " #id
#define REVISION(id, what) "UPDATE record_revision SET " what " WHERE record_id = " #id
#define NO(revision)       " AND revision = " #revision
#define BATCH(id, what)    "UPDATE record_batch SET " what " WHERE batch = " #id
#define FILE_OF(id, what)  "UPDATE record_attachment SET " what " WHERE record_id = " #id
#define LOSE_REVISION(id, revision)                                                                \
    "DELETE FROM record_revision WHERE record_id = " #id " AND revision = " #revision
#define LOSE(id) LOSE_REVISION(id, 1) ";DELETE FROM record WHERE record_id = " #id
#define MORE(id)                                                                                   \
    "INSERT INTO record SELECT county, " #id ", type, unit, NULL, entered_at, entered_by, 0,"      \
    " batch, 1, occurred_on, NULL, NULL, NULL, NULL, NULL FROM record WHERE record_id = 4"
#define MORE_REVISION(from, id, revision)                                                          \
    "INSERT INTO record_revision SELECT county, " #id ", " #revision                               \
    ", seq, at_ms, actor, reason,"                                                                 \
    " catalog, catalog_version, occurred_on, fields, listed, sealed FROM record_revision"          \
    " WHERE record_id = " #from " AND revision = 1"
#define UNVOID "voided_at = NULL, voided_seq = NULL, voided_by = NULL, void_reason = NULL"

static const struct {
    const char *name;
    const char *spoil;
    const char *action, *object; /* of the entry named; NULL: none tells of it */
    const char *detail;
} SPOILED[] = {
    {"fields", REVISION(3, "fields = '{}'"), "record.add", "record/3",
     "R3: revision 1, which is stored otherwise"},
    {"fields of an old one", REVISION(2, "fields = '{}'") NO(1), "record.add", "record/2",
     "R2: revision 1, which is stored otherwise"},
    {"fields of a new one", REVISION(2, "fields = '{}'") NO(2), "record.revise", "record/2",
     "R2: revision 2, which is stored otherwise"},
    {"what is sealed", REVISION(1, "sealed = (SELECT wrapped FROM subject_key)"), "record.add",
     "record/1", "R1: revision 1, which"},
    {"sealed no more", REVISION(1, "sealed = NULL"), "record.add", "record/1", "R1: revision 1"},
    {"day", REVISION(3, "occurred_on = '2017-01-01'"), "record.add", "record/3", "R3: revision 1"},
    {"time", REVISION(3, "at_ms = 2199"), "record.add", "record/3", "R3: revision 1"},
    {"actor", REVISION(3, "actor = 'x'"), "record.add", "record/3", "R3: revision 1"},
    {"reason", REVISION(2, "reason = 'x'") NO(2), "record.revise", "record/2", "R2: revision 2"},
    {"what it lists", REVISION(2, "listed = NULL") NO(2), "record.revise", "record/2",
     "R2: revision 2"},
    {"type", RECORD(3, "type = 'x'"), "record.add", "record/3", "R3: revision 1"},
    {"unit", RECORD(3, "unit = 'south'"), "record.add", "record/3", "R3: revision 1"},
    {"subject", RECORD(3, "subject = 9"), "record.add", "record/3", "R3: revision 1"},
    {"time of the record", RECORD(3, "entered_at = 1"), "record.add", "record/3", "R3: revision 1"},
    {"who entered it", RECORD(3, "entered_by = 'x'"), "record.add", "record/3", "R3: revision 1"},
    {"as if history", RECORD(3, "history = 1"), "record.add", "record/3", "R3: revision 1"},
    {"as if no history", RECORD(12, "history = 0"), "record.add", "record/12", "R12: revision 1"},
    {"as if imported", RECORD(3, "batch = 1"), "record.add", "record/3", "R3: revision 1"},
    {"newest one hidden", RECORD(2, "latest = 1"), "record.revise", "record/2",
     "R2: which revision is the newest, which is stored otherwise"},
    {"newest day", RECORD(2, "occurred_on = '2017-01-01'"), "record.revise", "record/2",
     "R2: which revision is the newest"},
    {"a revision gone", LOSE_REVISION(2, 1), "record.add", "record/2",
     "R2: revision 1, which is not stored"},
    {"a last revision gone", LOSE_REVISION(5, 2), "record.revise", "record/5",
     "R5: revision 2, which is not stored"},
    {"a revision more", MORE_REVISION(3, 3, 2), NULL, NULL,
     "R3: revision 2 is stored, but no entry tells of it"},
    {"a record gone", LOSE(3), "record.add", "record/3", "R3: revision 1, which is not stored"},
    {"the last record gone", LOSE(12), "record.add", "record/12", "R12: revision 1, which is not"},
    {"a record more", MORE(13) ";" MORE_REVISION(4, 13, 1), NULL, NULL,
     "R13: revision 1 is stored, but no entry tells of it"},
    {"a record without revision more", MORE(13), NULL, NULL, "R13 is stored, but no entry"},
    {"an imported one", REVISION(4, "fields = '{}'"), "batch.import", "batch/1",
     "import 1, R4 to R6: one of them, which is stored otherwise"},
    {"its actor", REVISION(4, "actor = 'x'"), "batch.import", "batch/1",
     "R4, brought by import 1, which is stored otherwise"},
    {"its import", RECORD(4, "batch = NULL"), "batch.import", "batch/1", "R4, brought by"},
    {"its reason", REVISION(4, "reason = 'x'"), "batch.import", "batch/1", "R4, brought by"},
    {"its newest", RECORD(4, "latest = 2"), "batch.import", "batch/1", "R4: which revision is"},
    {"an imported one gone", LOSE(4), "batch.import", "batch/1",
     "R4, brought by import 1, which is not stored"},
    {"the last imported one gone", LOSE(6), "batch.import", "batch/1",
     "R6, brought by import 1, which is not stored"},
    {"its revision alone gone", LOSE_REVISION(4, 1), "batch.import", "batch/1",
     "R4, brought by import 1, which is not stored"},
    {"file of an import", BATCH(1, "file_name = 'x'"), "batch.import", "batch/1",
     "import 1, which is stored otherwise"},
    {"its hash", BATCH(1, "file_sha256 = (SELECT file_sha256 FROM record_batch WHERE batch = 2)"),
     "batch.import", "batch/1", "import 1, which"},
    {"its rows", BATCH(1, "row_count = 5"), "batch.import", "batch/1", "import 1, which"},
    {"its time", BATCH(1, "at_ms = 1"), "batch.import", "batch/1", "import 1, which"},
    {"its maker", BATCH(1, "actor = 'x'"), "batch.import", "batch/1", "import 1, which"},
    {"as if undone", BATCH(1, "undone_at = 1, undone_by = 'x', undo_reason = 'x'"), NULL, NULL,
     "import 1 is stored as undone, but no entry tells of it"},
    {"who undid it", BATCH(2, "undone_by = 'x'"), "batch.undo", "batch/2",
     "import 2: how it was undone, which is stored otherwise"},
    {"when it was undone", BATCH(2, "undone_at = 1"), "batch.undo", "batch/2", "how it was undone"},
    {"not undone", BATCH(2, "undone_at = NULL, undone_by = NULL, undo_reason = NULL"), "batch.undo",
     "batch/2", "import 2: how it was undone, which is not stored"},
    {"an import more",
     "INSERT INTO record_batch SELECT county, 3, 'x', file_name, file_sha256, row_count, taken,"
     " history, first_id, at_ms, actor, NULL, NULL, NULL FROM record_batch WHERE batch = 1",
     NULL, NULL, "import 3 is stored, but no entry"},
    {"an import gone", "UPDATE record SET batch = NULL; DELETE FROM record_batch WHERE batch = 1",
     "batch.import", "batch/1", "brought by import 1, which is stored otherwise"},
    {"undoing taken back", RECORD(7, UNVOID), "batch.undo", "batch/2",
     "R7: its void, which is not stored"},
    {"void taken back", RECORD(11, UNVOID), "record.void", "record/11",
     "R11: its void, which is not stored"},
    {"void of one in a file taken back", RECORD(10, UNVOID ", voided_with = NULL"), "record.void",
     "record/9", "R9: what was voided with it, which is stored otherwise"},
    {"who voided", RECORD(11, "voided_by = 'x'"), "record.void", "record/11",
     "R11: its void, which is stored otherwise"},
    {"why", RECORD(11, "void_reason = 'x'"), "record.void", "record/11", "R11: its void"},
    {"why, in a file", RECORD(10, "void_reason = 'x'"), "record.void", "record/9", "R10: its void"},
    {"when", RECORD(9, "voided_at = 4299"), "record.void", "record/9", "R9: its void"},
    {"when, dated later", RECORD(11, "voided_at = 5001"), "record.void", "record/11", "its void"},
    {"a void more", RECORD(3, "voided_at = 1, voided_seq = 1, voided_by = 'x', void_reason = 'x'"),
     NULL, NULL, "R3: its void is stored, but no entry tells of it"},
    {"a void with another", RECORD(8, "voided_with = 9"), "batch.undo", "batch/2",
     "import 2: what its undoing voided, which is stored otherwise"},
    {"name of a file", FILE_OF(2, "name = 'x'"), "attachment.add", "record/2",
     "R2: file 1, which is stored otherwise"},
    {"its kind", FILE_OF(1, "media_type = 'x'"), "attachment.add", "record/1", "R1: file 1, which"},
    {"its size", FILE_OF(1, "size = 1"), "attachment.add", "record/1", "R1: file 1"},
    {"its revision", FILE_OF(2, "revision = 1"), "attachment.add", "record/2", "R2: file 1"},
    {"its sum", FILE_OF(1, "sha256 = content_sha256"), "attachment.add", "record/1", "R1: file 1"},
    {"its bytes",
     FILE_OF(2, "content_sha256 = (SELECT content_sha256 FROM record_attachment"
                " WHERE record_id = 1)"),
     "attachment.add", "record/2", "R2: file 1"},
    {"open, not sealed", FILE_OF(1, "sealed = 0"), "attachment.add", "record/1", "R1: file 1"},
    {"who added it", FILE_OF(2, "added_by = 'x'"), "attachment.add", "record/2", "R2: file 1"},
    {"when it came", FILE_OF(2, "added_at = 1"), "attachment.add", "record/2", "R2: file 1"},
    {"a file gone", "DELETE FROM record_attachment WHERE record_id = 2", "attachment.add",
     "record/2", "R2: file 1, which is not stored"},
    {"the last file gone", "DELETE FROM record_attachment", "attachment.add", "record/2",
     "R2: file 1, which is not stored"},
    {"a file more",
     "INSERT INTO record_attachment SELECT county, 3, 1, 1, name, media_type, sha256, size,"
     " content_sha256, sealed, added_by, added_at FROM record_attachment WHERE record_id = 2",
     NULL, NULL, "R3: file 1 is stored, but no entry"},
    {"several: the first in the chain", LOSE(12) ";" REVISION(2, "actor = 'x'"), "record.add",
     "record/2", "R2: revision 1"},
    {"several: what nothing tells of comes last", MORE(13) ";" LOSE(12), "record.add", "record/12",
     "R12: revision 1"},
};

static int64_t entry_of(struct test_db *t, const char *action, const char *object)
{
    if (action == NULL)
        return 0;
    struct str sql = str_format(
        &t->a, "SELECT seq FROM audit_entry WHERE action = '%s' AND object = '%s'", action, object);
    return raw_int(t, sql.p);
}

static void spoiled_check(size_t i)
{
    struct test_db t;
    test_db_init(&t);
    const char *name = SPOILED[i].name;
    struct store *s = open_history(&t);
    struct audit_report report;
    struct err e = {.code = ERR_OK};
    raw_exec(&t, "%s", SPOILED[i].spoil);
    CHECK_ERR(name, test_verify(s, &report, &e), ERR_AUDIT_BROKEN);
    CHECK_STR(name, str_of(audit_fault_name(report.fault)), "history");
    CHECK_INT(name, report.seq, entry_of(&t, SPOILED[i].action, SPOILED[i].object));
    if (strstr(e.detail, SPOILED[i].detail) == NULL)
        fail_msg("%s: %s", name, e.detail);
    store_free(s);
    test_db_release(&t);
}

static void test_store_audit_verify__spoiled_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(SPOILED); i++)
        spoiled_check(i);
}

/* What is as it was written is in order, whatever became of it. */
static void test_store_audit_verify__records(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_history(t);
    struct audit_report report;
    struct err e = {.code = ERR_OK};
    CHECK_ERR(e.detail, test_verify(s, &report, &e), ERR_OK);
    CHECK_INT("entries", report.count, raw_int(t, "SELECT max(seq) FROM audit_entry"));
    struct rcall erase = rcall_at(t, 7000);
    erase.id = 1;
    CHECK_ERR("erase", store_tx(s, TX_WRITE, "erase", rerase_fn, &erase, NULL), ERR_OK);
    struct rcall empty = batch_of(t, 7100, "空.csv", 0);
    CHECK_ERR("empty", store_tx(s, TX_WRITE, "batch", rbatch_fn, &empty, NULL), ERR_OK);
    struct rcall more = batch_of(t, 7200, "三.csv", 2);
    CHECK_ERR("more", store_tx(s, TX_WRITE, "batch", rbatch_fn, &more, NULL), ERR_OK);
    CHECK_INT("one of them", rvoid(t, s, 7300, 14), 0);
    struct rcall undo = rcall_at(t, 7400);
    undo.batch.id = more.batch.id;
    CHECK_ERR("the others", store_tx(s, TX_WRITE, "undo", rundo_fn, &undo, NULL), ERR_OK);
    CHECK_ERR(e.detail, test_verify(s, &report, &e), ERR_OK);
    store_free(s);
}

TEST_MAIN(STORE_TEST(test_store_audit_verify__records),
          cmocka_unit_test(test_store_audit_verify__spoiled_records))
