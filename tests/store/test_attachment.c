/*
 * test_attachment.c — files of records: what goes in comes back, sealed where it must be.
 */
#include "records.h"
#include "store/attachment.h"

#include "base/hash.h"

struct attach {
    struct rcall c;
    int64_t record_id;
    struct attachment_file file;
    struct str sha256;
    struct attachment got;
    struct str content;
    struct attachment_list list;
};

static enum err_code attach_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct attach *at = ctx;
    return store_attachment_add(at->c.a, tx, &at->c.by, at->c.data_key, at->record_id, &at->file,
                                &at->got, e);
}

static enum err_code fetch_fn(struct tx *tx, void *ctx, struct err *e)
{
    struct attach *at = ctx;
    ERR_TRY(store_attachment_list(at->c.a, tx, at->c.by.county, at->record_id, &at->list, e));
    return store_attachment_get(at->c.a, tx, at->c.by.county, at->c.data_key, at->record_id,
                                at->sha256, &at->got, &at->content, e);
}

/* A call that attaches `content` to a record at `ms`. */
static struct attach attach_to(struct test_db *t, int64_t ms, int64_t record_id, const char *name,
                               struct str content, bool sensitive)
{
    char hex[HASH_HEX_MAX];
    struct attach at = {.c = rcall_at(t, ms), .record_id = record_id};
    must(hash_sha256_hex(content, hex, NULL) == ERR_OK);
    at.sha256 = str_copy(&t->a, str_of(hex));
    at.file = (struct attachment_file){.name = str_of(name),
                                       .media_type = STR("image/jpeg"),
                                       .content = content,
                                       .sha256 = at.sha256,
                                       .sensitive = sensitive};
    return at;
}

static struct str zeros(struct test_db *t, size_t n)
{
    return (struct str){arena_alloc(&t->a, n), n};
}

static void test_store_attachment_get__round_trip(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t r = radd(t, s, 5000, session(t, "north", p, 17000, "a"));
    CHECK_ERR("revise", rrevise(t, s, 5100, r, 1, "b", NULL), ERR_OK);
    const struct {
        const char *name, *file;
        int64_t record;
        struct str content;
        bool sensitive;
        int64_t no, revision;
    } cases[] = {
        {"a file", "照片.jpg", r, STR("\xff\xd8\0bytes"), false, 1, 2},
        {"a second one", "b.jpg", r, STR("other"), false, 2, 2},
        {"the same bytes again", "c.jpg", r, STR("other"), false, 2, 2},
        {"the same bytes, another record", "c.jpg", p, STR("other"), false, 1, 1},
        {"sealed, in a file", "id.jpg", r, STR("id card"), true, 3, 2},
        {"sealed, of the subject", "id.jpg", p, STR("id card"), true, 2, 1},
        {"the largest, sealed", "max.bin", p, zeros(t, ATTACHMENT_SIZE_MAX), true, 3, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *name = cases[i].name;
        struct attach at = attach_to(t, 6000 + (int64_t)i, cases[i].record, cases[i].file,
                                     cases[i].content, cases[i].sensitive);
        CHECK_ERR(name, store_tx(s, TX_WRITE, "attach", attach_fn, &at, NULL), ERR_OK);
        CHECK_INT(name, at.got.no, cases[i].no);
        at.got = (struct attachment){0};
        CHECK_ERR(name, store_tx(s, TX_READ, "fetch", fetch_fn, &at, NULL), ERR_OK);
        CHECK(name, str_eq(at.content, cases[i].content));
        CHECK_INT(name, at.got.no, cases[i].no);
        CHECK_INT(name, at.got.revision, cases[i].revision);
        CHECK_INT(name, at.got.size, cases[i].content.n);
        CHECK_INT(name, at.got.sensitive, cases[i].sensitive);
        CHECK_STR(name, at.got.media_type, "image/jpeg");
        CHECK_STR(name, at.got.added_by, "tester");
        CHECK_INT(name, at.list.n, cases[i].no);
    }
    CHECK_INT("plain bytes once, sealed ones each by itself",
              raw_int(t, "SELECT count(*) FROM evidence_content"), 5);
    CHECK_STR(
        "the first name stays",
        raw_text(t, "SELECT name FROM record_attachment WHERE no = 2 ORDER BY record_id DESC"),
        "b.jpg");
    CHECK_INT("an entry each",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE action = 'attachment.add'"), 6);
    CHECK_INT("the name of a sensitive one is not told",
              raw_int(t, "SELECT count(*) FROM audit_entry WHERE detail <>"
                         " replace(detail, 'id.jpg', '')"),
              0);
    store_free(s);
}

static void test_store_attachment_get__refusals(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    int64_t gone = radd(t, s, 5000, session(t, "north", p, 17000, "a"));
    (void)rvoid(t, s, 5100, gone);
    struct attach at = attach_to(t, 6000, p, "id.jpg", STR("id card"), true);
    struct attach plain = attach_to(t, 6000, p, "a.jpg", STR("plain"), false);
    at.c.data_key = NULL;
    CHECK_ERR("sealing without a key", store_tx(s, TX_WRITE, "attach", attach_fn, &at, NULL),
              ERR_SEAL_KEY_MISSING);
    at.c.data_key = &TEST_KEY;
    CHECK_ERR("attach", store_tx(s, TX_WRITE, "attach", attach_fn, &at, NULL), ERR_OK);
    CHECK_ERR("attach", store_tx(s, TX_WRITE, "attach", attach_fn, &plain, NULL), ERR_OK);
    at.c.data_key = NULL;
    CHECK_ERR("opening without a key", store_tx(s, TX_READ, "fetch", fetch_fn, &at, NULL),
              ERR_SEAL_KEY_MISSING);
    at.c.data_key = &OTHER_KEY;
    CHECK_ERR("with another key", store_tx(s, TX_READ, "fetch", fetch_fn, &at, NULL),
              ERR_SEAL_KEY_WRONG);
    plain.sha256 = STR("0000");
    CHECK_ERR("no such file", store_tx(s, TX_READ, "fetch", fetch_fn, &plain, NULL),
              ERR_ATTACHMENT_NOT_FOUND);
    plain.sha256 = STR_NONE;
    CHECK_ERR("no hash", store_tx(s, TX_READ, "fetch", fetch_fn, &plain, NULL),
              ERR_ATTACHMENT_NOT_FOUND);
    plain.record_id = gone;
    CHECK_ERR("a void record", store_tx(s, TX_WRITE, "attach", attach_fn, &plain, NULL),
              ERR_RECORD_VOIDED);
    plain.record_id = 99;
    CHECK_ERR("no such record", store_tx(s, TX_WRITE, "attach", attach_fn, &plain, NULL),
              ERR_RECORD_NOT_FOUND);
    plain.record_id = p;
    plain.sha256 = plain.file.sha256;
    raw_exec(t, "UPDATE evidence_content SET content = %s WHERE size = 5",
             t->engine == DB_SQLITE ? "x'0001020304'" : "'\\x0001020304'");
    CHECK_ERR("bytes that were changed", store_tx(s, TX_READ, "fetch", fetch_fn, &plain, NULL),
              ERR_DB_CORRUPT);
    struct rcall c = rcall_at(t, 7000);
    c.id = p;
    CHECK_ERR("erase", store_tx(s, TX_WRITE, "erase", rerase_fn, &c, NULL), ERR_OK);
    at.c.data_key = &TEST_KEY;
    CHECK_ERR("erased with its subject", store_tx(s, TX_READ, "fetch", fetch_fn, &at, NULL),
              ERR_SUBJECT_ERASED);
    store_free(s);
}

static void test_store_attachment_add__every_call_fails(void **state)
{
    struct test_db *t = *state;
    struct store *s = open_records(t);
    int64_t p = radd(t, s, 5000, person(t, "甲", ""));
    store_free(s);
    struct attach at = attach_to(t, 6000, p, "id.jpg", STR("id card"), true);
    CHECK("attach", faults_check(t, attach_fn, &at) >= 12);
}

TEST_MAIN(STORE_TEST(test_store_attachment_get__round_trip),
          STORE_TEST(test_store_attachment_get__refusals),
          STORE_TEST(test_store_attachment_add__every_call_fails))
