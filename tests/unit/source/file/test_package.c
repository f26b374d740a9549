/*
 * test_package.c — parts of containers, whole and piece by piece, and their limits.
 */
#include "testmain.h"

#include "docx_build.h"
#include "source/file/package.h"
#include "temp_file.h"

static const struct package_rules RULES = {
    .damaged = ERR_PLAN_DAMAGED,
    .encrypted = ERR_PLAN_ENCRYPTED,
    .too_big = ERR_PLAN_TOO_BIG,
    .part_max = 1000,
    .inflated_max = 1500,
};

/* The content of a part, or the name of the error. */
static struct str part(struct arena *a, struct package *p, const char *name)
{
    struct buf b;
    buf_init(&b, 100 * 1000 * 1000);
    enum err_code code = package_part(p, str_of(name), &b, NULL);
    struct str got = code == ERR_OK ? str_copy(a, buf_str(&b)) : str_of(err_info(code)->name);
    buf_release(&b);
    return got;
}

static void test_package_part__names(void **state)
{
    (void)state;
    static const struct docx_part parts[] = {
        {.name = "a/B.xml", .data = {"one", 3}},
        {.name = "/rooted", .data = {"two", 3}},
        {.name = "win\\path", .data = {"three", 5}, .stored = true},
        {.name = "twice", .data = {"x", 1}},
        {.name = "TWICE", .data = {"y", 1}},
        {.name = "secret", .data = {"z", 1}, .encrypted = true},
    };
    static const struct {
        const char *name, *want;
    } cases[] = {
        {"a/B.xml", "one"},        {"A/b.XML", "one"},           {"rooted", "two"},
        {"win/path", "three"},     {"a/B", "PLAN_DAMAGED"},      {"none", "PLAN_DAMAGED"},
        {"twice", "PLAN_DAMAGED"}, {"secret", "PLAN_ENCRYPTED"},
    };
    struct arena a;
    arena_init(&a, 1000 * 1000);
    struct input in = input_of(docx_zip(&a, parts, ARRAY_LEN(parts)));
    struct package p;
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_OK);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        CHECK_STR(cases[i].name, part(&a, &p, cases[i].name), cases[i].want);
    assert_true(package_has(&p, STR("a/b.xml")) && !package_has(&p, STR("a/")));
    assert_true(package_has_below(&p, STR("A/")) && !package_has_below(&p, STR("b/")));
    package_close(&p);
    arena_release(&a);
}

static void test_package_part__limits(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1000 * 1000);
    char *text = arena_alloc(&a, 1001);
    memset(text, 'x', 1001);
    const struct docx_part parts[] = {
        {.name = "fits", .data = {text, 1000}},
        {.name = "too big", .data = {text, 1001}},
        {.name = "small", .data = {text, 300}},
    };
    struct input in = input_of(docx_zip(&a, parts, ARRAY_LEN(parts)));
    struct package p;
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_OK);
    CHECK_INT("fits", part(&a, &p, "fits").n, 1000);
    CHECK_INT("small", part(&a, &p, "small").n, 300);
    CHECK_STR("all together", part(&a, &p, "small"), "PLAN_TOO_BIG");
    package_close(&p);
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_OK);
    CHECK_STR("one part", part(&a, &p, "too big"), "PLAN_TOO_BIG");
    package_close(&p);
    arena_release(&a);
}

/* What inflates too many times is refused once it is more than anybody could mean. */
static void test_package_stream_read__ratio(void **state)
{
    (void)state;
    enum { BIG = 2 * PACKAGE_RATIO_FREE };
    struct package_rules rules = RULES;
    rules.part_max = rules.inflated_max = BIG;
    struct arena a;
    arena_init(&a, 4 * (size_t)BIG);
    const struct docx_part parts[] = {{.name = "x", .data = {arena_alloc(&a, BIG), BIG}}};
    struct input in = input_of(docx_zip(&a, parts, 1));
    static const struct {
        const char *name;
        uint64_t ratio;
        bool whole;
    } cases[] = {{"any", 0, true}, {"what deflate can", 1100, true}, {"half of it", 500, false}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        rules.ratio_max = cases[i].ratio;
        struct package p;
        CHECK_ERR(cases[i].name, package_open(&in, &rules, &p, NULL), ERR_OK);
        struct str got = part(&a, &p, "x");
        CHECK(cases[i].name, cases[i].whole ? got.n == BIG : str_eq(got, STR("PLAN_TOO_BIG")));
        CHECK(cases[i].name, cases[i].whole || p.inflated < PACKAGE_RATIO_FREE + 1000 * 1000);
        package_close(&p);
    }
    arena_release(&a);
}

static void test_package_open__disk_and_damage(void **state)
{
    (void)state;
    struct arena a;
    struct temp_folder t = {{0}};
    arena_init(&a, 1000 * 1000);
    temp_folder_make(&t);
    const struct docx_part parts[] = {{.name = "x", .data = {"content", 7}}};
    struct str bytes = docx_zip(&a, parts, 1);
    const char *path = temp_path(&a, &t, "x.zip");
    struct input in;
    struct package p;
    assert_int_equal(file_write(path, bytes, NULL), ERR_OK);
    assert_int_equal(input_open(path, &in, NULL), ERR_OK);
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_OK);
    CHECK_STR("from the disk", part(&a, &p, "x"), "content");
    package_close(&p);
    input_close(&in);
    assert_int_equal(file_write(path, str_sub(bytes, 0, bytes.n - 4), NULL), ERR_OK);
    assert_int_equal(input_open(path, &in, NULL), ERR_OK);
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_PLAN_DAMAGED);
    input_close(&in);
    temp_folder_remove(&t);
    arena_release(&a);
}

static void test_package_open__too_many_entries(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1000 * 1000);
    buf_add(&b, STR("PK\3\4"));
    for (size_t i = 0; i <= PACKAGE_ENTRIES_MAX; i++)
        buf_add(&b, STR("PK\1\2 entry "));
    struct input in = input_of(buf_str(&b));
    struct package p;
    assert_int_equal(package_open(&in, &RULES, &p, NULL), ERR_PLAN_TOO_BIG);
    buf_release(&b);
}

TEST_MAIN(cmocka_unit_test(test_package_part__names), cmocka_unit_test(test_package_part__limits),
          cmocka_unit_test(test_package_stream_read__ratio),
          cmocka_unit_test(test_package_open__disk_and_damage),
          cmocka_unit_test(test_package_open__too_many_entries))
