/*
 * test_table_in.c — small tables: titles in either language, in any order, and what is refused.
 */
#include "app/table_in.h"

#include "testmain.h"

#include "base/arena.h"
#include "base/file.h"

enum {
    NEEDED = 1 << TABLE_NAME | 1 << TABLE_VALUE,
    WANTED = NEEDED | 1 << TABLE_REASON | 1 << TABLE_SPAN,
};

static struct table_in TABLE; /* of the last call */

static enum err_code read_text(struct arena *a, const char *text, struct err *e)
{
    char path[] = "/tmp/duban-table-XXXXXX";
    int fd = mkstemp(path);
    must(fd >= 0);
    (void)close(fd);
    CHECK_ERR("write", file_write(path, str_of(text), NULL), ERR_OK);
    enum err_code code = table_in_read(a, path, WANTED, NEEDED, &TABLE, e);
    (void)unlink(path);
    return code;
}

static void test_table_in_read__tables(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        enum err_code want;
        const char *value; /* of the first row */
    } CASES[] = {
        {"words of programs", "name,value\nx,1\n", ERR_OK, "1"},
        {"English, another order", "Value,Reason,Name\n2,because,x\n", ERR_OK, "2"},
        {"Chinese, with blanks", "名称,数值,原因\n x , 3 ,因为\n", ERR_OK, "3"},
        {"another word for the same", "名称,数值,失分原因\nx,4,因为\n", ERR_OK, "4"},
        {"a cell left out", "name,span,value\nx,,5\n", ERR_OK, "5"},
        {"a column nobody knows", "name,value,weather\nx,1,fine\n", ERR_SHEET_COLUMN, NULL},
        {"a column of other tables", "name,value,unit\nx,1,y\n", ERR_SHEET_COLUMN, NULL},
        {"a column twice", "name,value,数值\nx,1,2\n", ERR_SHEET_COLUMN_TWICE, NULL},
        {"one is missing", "name,reason\nx,1\n", ERR_SHEET_COLUMN_MISSING, NULL},
        {"a cell without title", "name,value\nx,1,2\n", ERR_SHEET_COLUMN, NULL},
        {"only titles", "name,value\n", ERR_IMPORT_EMPTY, NULL},
        {"nothing", "", ERR_SHEET_NONE, NULL},
    };
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        struct err e = {.code = ERR_OK};
        arena_init(&a, 1 << 20);
        CHECK_ERR(CASES[i].name, read_text(&a, CASES[i].text, &e), CASES[i].want);
        if (CASES[i].want == ERR_OK) {
            CHECK_INT(CASES[i].name, TABLE.n, 1);
            CHECK_INT(CASES[i].name, TABLE.rows[0].number, 2);
            CHECK_STR(CASES[i].name, TABLE.rows[0].cells[TABLE_NAME], "x");
            CHECK_STR(CASES[i].name, TABLE.rows[0].cells[TABLE_VALUE], CASES[i].value);
            CHECK_INT(CASES[i].name, strlen(TABLE.sha256), HASH_HEX_MAX - 1);
        }
        arena_release(&a);
    }
}

/* Every column can be named in each way that the table of words has. */
static void test_table_in_read__every_word(void **state)
{
    (void)state;
    static const struct {
        enum table_column_kind kind;
        const char *words[3];
    } WORDS[] = {
#define COLUMN(kind, word, en, zh) {TABLE_##kind, {word, en, zh}},
#include "app/table_words.def"
#undef COLUMN
    };
    char path[] = "/tmp/duban-words-XXXXXX";
    int fd = mkstemp(path);
    must(fd >= 0);
    (void)close(fd);
    for (size_t i = 0; i < ARRAY_LEN(WORDS) * ARRAY_LEN(WORDS[0].words); i++) {
        const char *word = WORDS[i / 3].words[i % 3];
        uint32_t bit = 1U << WORDS[i / 3].kind;
        struct arena a;
        arena_init(&a, 1 << 20);
        struct str text = str_format(&a, "%s\nx\n", word);
        CHECK_ERR("write", file_write(path, text, NULL), ERR_OK);
        CHECK_ERR(word, table_in_read(&a, path, bit, bit, &TABLE, NULL), ERR_OK);
        CHECK_STR(word, TABLE.rows[0].cells[WORDS[i / 3].kind], "x");
        arena_release(&a);
    }
    (void)unlink(path);
}

TEST_MAIN(cmocka_unit_test(test_table_in_read__tables),
          cmocka_unit_test(test_table_in_read__every_word))
