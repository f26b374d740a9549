/*
 * test_ahead.c — rows read ahead are those that are read one by one.
 */
#include "source/sheet/ahead.h"

#include "base/arena.h"
#include "base/buf.h"
#include "testmain.h"

enum { ROWS = 3000, TEXT_MAX = 4 * 1024 * 1024 };

/* "1,row 1\n2,row 2\n…" with a remark behind. */
static struct str rows_of(struct arena *a, int rows, const char *behind)
{
    struct buf b;
    buf_init(&b, TEXT_MAX);
    for (int i = 1; i <= rows; i++)
        buf_addf(&b, "%d,row %d\n", i, i);
    buf_add_z(&b, behind);
    struct str s = str_copy(a, buf_str(&b));
    buf_release(&b);
    return s;
}

static struct sheet *open_rows(struct arena *a, const struct input *in)
{
    const struct sheet_options options = {.name = STR_NONE};
    struct sheet *sheet;
    assert_int_equal(sheet_open(a, in, &options, &sheet, NULL), ERR_OK);
    return sheet;
}

static void test_sheet_ahead_next__all_rows(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int rows;
    } cases[] = {{"one", 1}, {"a block", 256}, {"a row more", 257}, {"more than wait", ROWS}};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, TEXT_MAX * 4);
        const struct input in = input_of(rows_of(&a, cases[i].rows, ""));
        struct sheet *sheet = open_rows(&a, &in);
        struct sheet_ahead *ahead = sheet_ahead_begin(&a, sheet);
        const struct sheet_row *row;
        uint64_t before = 0;
        for (int n = 1; n <= cases[i].rows; n++) {
            char want[32];
            uint64_t all = 0;
            CHECK_ERR(cases[i].name, sheet_ahead_next(ahead, &row, NULL), ERR_OK);
            (void)snprintf(want, sizeof(want), "row %d", n);
            CHECK_INT(cases[i].name, row->number, n);
            CHECK_INT(cases[i].name, row->n, 2);
            CHECK_STR(cases[i].name, row->cells[1].text, want);
            uint64_t at = sheet_ahead_position(ahead, &all);
            CHECK(cases[i].name, at >= before && at <= all && all == in.size);
            before = at;
        }
        for (int again = 0; again < 2; again++) {
            CHECK_ERR(cases[i].name, sheet_ahead_next(ahead, &row, NULL), ERR_OK);
            CHECK("the end, again and again", row == NULL);
        }
        sheet_ahead_end(ahead);
        sheet_close(sheet);
        arena_release(&a);
    }
}

/* What is wrong comes behind the rows before it. */
static void test_sheet_ahead_next__error_in_its_place(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, TEXT_MAX * 4);
    const struct input in = input_of(rows_of(&a, ROWS, "1,\"open\n"));
    struct sheet *sheet = open_rows(&a, &in);
    struct sheet_ahead *ahead = sheet_ahead_begin(&a, sheet);
    const struct sheet_row *row;
    struct err e = {0};
    for (int n = 1; n <= ROWS; n++)
        CHECK_ERR("good rows", sheet_ahead_next(ahead, &row, NULL), ERR_OK);
    CHECK_ERR("quote", sheet_ahead_next(ahead, &row, &e), ERR_SHEET_QUOTE);
    CHECK("its cell", str_find(str_of(e.detail), STR("B3001"), 0) != SIZE_MAX);
    sheet_ahead_end(ahead);
    sheet_close(sheet);
    arena_release(&a);
}

/* Whoever has seen enough stops, wherever the reader is. */
static void test_sheet_ahead_end__early(void **state)
{
    (void)state;
    for (int taken = 0; taken < 600; taken += 100) {
        struct arena a;
        arena_init(&a, TEXT_MAX * 4);
        const struct input in = input_of(rows_of(&a, ROWS, ""));
        struct sheet *sheet = open_rows(&a, &in);
        struct sheet_ahead *ahead = sheet_ahead_begin(&a, sheet);
        const struct sheet_row *row;
        for (int n = 0; n < taken; n++)
            CHECK_ERR("rows", sheet_ahead_next(ahead, &row, NULL), ERR_OK);
        sheet_ahead_end(ahead);
        sheet_close(sheet);
        arena_release(&a);
    }
    sheet_ahead_end(NULL);
}

TEST_MAIN(cmocka_unit_test(test_sheet_ahead_next__all_rows),
          cmocka_unit_test(test_sheet_ahead_next__error_in_its_place),
          cmocka_unit_test(test_sheet_ahead_end__early))
