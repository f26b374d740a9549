/*
 * test_container.c — parts come back, and the same parts are the same bytes.
 */
#include "testmain.h"

#include "deliver/container.h"
#include "parts.h"
#include "temp_file.h"

static void test_container_pack__parts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct container_part parts[] = {
        {"a.xml", STR("<a/>")}, {"b/c.xml", STR("整改")}, {"empty.xml", STR_NONE}};
    struct str once, twice;
    struct err e = {.code = ERR_OK};
    CHECK_ERR("once", container_pack(&a, parts, ARRAY_LEN(parts), &once, &e), ERR_OK);
    CHECK_ERR("twice", container_pack(&a, parts, ARRAY_LEN(parts), &twice, &e), ERR_OK);
    assert_true(str_eq(once, twice));
    CHECK_STR("first", part_of(&a, once, "a.xml"), "<a/>");
    CHECK_STR("in a folder", part_of(&a, once, "b/c.xml"), "整改");
    CHECK_STR("empty", part_of(&a, once, "empty.xml"), "");
    assert_true(str_starts(once, STR("PK\x03\x04")));
    /* time and date of the first entry: midnight, 1980-01-01 */
    assert_memory_equal(once.p + 10, "\x00\x00\x21\x00", 4);
    arena_release(&a);
}

static void test_container_pack__name_twice(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct container_part parts[] = {{"a", STR("1")}, {"a", STR("2")}};
    struct str bytes;
    struct err e = {.code = ERR_OK};
    CHECK_ERR("refused", container_pack(&a, parts, 2, &bytes, &e), ERR_PAPER_WRITE);
    assert_true(strlen(e.detail) > 0);
    arena_release(&a);
}

static void test_container_replace__one_part(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 16 * 1024 * 1024);
    const struct container_part parts[] = {{"a.xml", STR("<a/>")}, {"b/c.xml", STR("整改")}};
    struct str whole, changed, same, part;
    struct err e = {.code = ERR_OK};
    CHECK_ERR("pack", container_pack(&a, parts, ARRAY_LEN(parts), &whole, &e), ERR_OK);
    CHECK_ERR("read", container_part(&a, whole, "b/c.xml", &part, &e), ERR_OK);
    CHECK_STR("what was put in", part, "整改");
    CHECK_ERR("replace", container_replace(&a, whole, "b/c.xml", STR("督办"), &changed, &e),
              ERR_OK);
    CHECK_STR("the other part stays", part_of(&a, changed, "a.xml"), "<a/>");
    CHECK_STR("this one is new", part_of(&a, changed, "b/c.xml"), "督办");
    CHECK_STR("the one given is as it was", part_of(&a, whole, "b/c.xml"), "整改");
    CHECK_ERR("and back", container_replace(&a, changed, "b/c.xml", STR("整改"), &same, &e),
              ERR_OK);
    CHECK_STR("back", part_of(&a, same, "b/c.xml"), "整改");
    CHECK_ERR("no such part", container_part(&a, whole, "x", &part, NULL), ERR_PAPER_WRITE);
    CHECK_ERR("nothing to replace", container_replace(&a, whole, "x", STR("1"), &same, NULL),
              ERR_PAPER_WRITE);
    CHECK_ERR("no container", container_replace(&a, STR("PK"), "x", STR("1"), &same, NULL),
              ERR_PAPER_WRITE);
    CHECK_ERR("nothing", container_part(&a, STR_NONE, "x", &part, NULL), ERR_PAPER_WRITE);
    arena_release(&a);
}

static void test_container_file_replace__on_the_disk(void **state)
{
    (void)state;
    struct arena a;
    struct temp_folder t = {{0}};
    arena_init(&a, 16 * 1024 * 1024);
    temp_folder_make(&t);
    const char *path = temp_path(&a, &t, "x.zip");
    const struct container_part parts[] = {{"a.xml", STR("<a/>")}, {"b/c.xml", STR("整改")}};
    struct str whole, part;
    CHECK_ERR("pack", container_pack(&a, parts, ARRAY_LEN(parts), &whole, NULL), ERR_OK);
    CHECK_ERR("put", file_write(path, whole, NULL), ERR_OK);
    CHECK_ERR("read", container_file_part(&a, path, "b/c.xml", &part, NULL), ERR_OK);
    CHECK_STR("what was put in", part, "整改");
    CHECK_ERR("replace", container_file_replace(path, "b/c.xml", STR("督办"), NULL), ERR_OK);
    struct str changed = temp_read(&a, &t, "x.zip");
    CHECK_STR("the other part stays", part_of(&a, changed, "a.xml"), "<a/>");
    CHECK_STR("this one is new", part_of(&a, changed, "b/c.xml"), "督办");
    CHECK_ERR("put again", file_write(path, whole, NULL), ERR_OK);
    CHECK_ERR("again", container_file_replace(path, "b/c.xml", STR("督办"), NULL), ERR_OK);
    CHECK("the same bytes", str_eq(changed, temp_read(&a, &t, "x.zip")));
    CHECK_INT("nothing beside it", temp_count(&t), 1);
    CHECK_ERR("no such part", container_file_part(&a, path, "x", &part, NULL), ERR_PAPER_WRITE);
    CHECK_ERR("nothing to replace", container_file_replace(path, "x", STR("1"), NULL),
              ERR_PAPER_WRITE);
    CHECK_ERR("no file", container_file_replace("/no/file", "x", STR("1"), NULL), ERR_PAPER_WRITE);
    temp_folder_remove(&t);
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_container_pack__parts),
          cmocka_unit_test(test_container_replace__one_part),
          cmocka_unit_test(test_container_file_replace__on_the_disk),
          cmocka_unit_test(test_container_pack__name_twice))
