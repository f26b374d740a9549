/*
 * test_paper_check.c — what a paper refuses to carry, and what it must not refuse.
 */
#include "testmain.h"

#include "deliver/paper_check.h"
#include "paper_of.h"

/* Which value of the plan a case replaces. */
enum where {
    CATEGORY,
    SUBCATEGORY,
    ITEM,
    CAUSE,
    MEASURE,
    LIMIT,
    DEPARTMENT,
    ADDRESSEE,
    TITLE,
    NUMBER,
    ORGANISATION
};

static const struct check_case {
    const char *name;
    enum where where;
    const char *text;
    const char *refused; /* what the detail holds, or NULL: it is carried */
} CASES[] = {
    {"labels and numbers are text", MEASURE, "失分原因：1.甲\n（1）乙（应得5分）\n二、丙", NULL},
    {"tabs and bars", CAUSE, "a\tb | c", NULL},
    {"brackets around the mark", DEPARTMENT, "科（甲、乙）", NULL},
    {"blanks inside", CATEGORY, "甲  乙", NULL},
    {"vertical tab", CAUSE, "a\vb", "item 1: cause holds a control"},
    {"carriage return", CAUSE, "a\r\nb", "cause holds a control"},
    {"delete", MEASURE, "a\x7F", "measure holds a control"},
    {"line separator", MEASURE, "a\xE2\x80\xA8z", "measure holds a control"},
    {"byte order mark inside", TITLE, "甲\xEF\xBB\xBF乙", "title holds a control"},
    {"no character", LIMIT, "a\xEF\xBF\xBFz", "time_limit holds a control"},
    {"empty line", CAUSE, "a\n\nb", "empty line"},
    {"line end at the end", CAUSE, "a\n", "empty line"},
    {"blank at a line's end", MEASURE, "a \nb", "blanks"},
    {"full-width blank in front", ITEM, "\xE3\x80\x80甲", "blanks"},
    {"name of two lines", CATEGORY, "a\nb", "more than one line"},
    {"item without a name", ITEM, "", "item is empty"},
    {"mark between names", DEPARTMENT, "甲、乙", "departments holds the mark"},
    {"open bracket", DEPARTMENT, "甲（乙", "not closed"},
    {"empty department", DEPARTMENT, "", "departments is empty"},
    {"mark in an addressee", ADDRESSEE, "甲、乙", "addressees holds the mark"},
    {"title that ends like text", TITLE, "方案。", "title ends"},
    {"title that ends like addressees", TITLE, "方案：", "title ends"},
    {"title like a red head", TITLE, "某局文件", "red head"},
    {"number without brackets", NUMBER, "云司发2017-7", "not of the form"},
    {"number of another kind", NUMBER, "云司发[2017]7号", "not of the form"},
    {"number with a bad year", NUMBER, "云司发〔17〕7号", "not of the form"},
    {"number without an agency", NUMBER, "〔2017〕7号", "not of the form"},
    {"number with letters", NUMBER, "云司发〔2017〕七号", "not of the form"},
    {"number zero", NUMBER, "云司发〔2017〕0号", "not of the form"},
    {"agency with letters", NUMBER, "A司发〔2017〕7号", "not of the form"},
    {"agency with characters left out", NUMBER, "××司发〔2017〕7号", NULL},
    {"with others", NUMBER, "X*○Ｘ司发〔2017〕7号", NULL},
    {"title like a heading", TITLE, "一、方案", "title begins"},
    {"title like a numbered one", TITLE, "（12）方案", "title begins"},
    {"title like a number", TITLE, "云司发〔2017〕7号", "red head or a number"},
    {"title with a year in front", TITLE, "2016年整改方案", NULL},
    {"title with a numeral in front", TITLE, "三项整改方案", NULL},
    {"addressee like a heading", ADDRESSEE, "1、各科室", "addressees holds the mark"},
    {"another like a heading", ADDRESSEE, "1.各科室", "addressees begin"},
    {"organisation like text", ORGANISATION, "某局。", "organisation ends"},
    {"organisation of two lines", ORGANISATION, "a\nb", "more than one line"},
};

static void place(struct arena *a, struct plan *p, struct paper_head *head,
                  const struct check_case *c)
{
    struct str text = str_of(c->text);
    struct str *name = ARENA_NEW(a, struct str);
    *name = text;
    switch (c->where) {
    case CATEGORY: p->items[0].category = text; break;
    case SUBCATEGORY: p->items[0].subcategory = text; break;
    case ITEM: p->items[0].item = text; break;
    case CAUSE: p->items[0].cause = text; break;
    case MEASURE: p->items[0].measure = text; break;
    case LIMIT: p->items[0].time_limit = text; break;
    case DEPARTMENT:
        p->items[0].departments = name;
        p->items[0].n_departments = 1;
        break;
    case ADDRESSEE:
        p->addressees = name;
        p->n_addressees = 1;
        break;
    case TITLE: p->title = text; break;
    case NUMBER: p->number = text; break;
    case ORGANISATION: head->organisation = text; break;
    }
}

static void test_paper_check__values(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 1024 * 1024);
        struct plan p = paper_of_plan(&a);
        struct paper_head head = {.red_head = false};
        struct err e = {.code = ERR_OK};
        place(&a, &p, &head, &CASES[i]);
        enum err_code code = paper_check(&p, &head, &e);
        CHECK_ERR(CASES[i].name, code, CASES[i].refused == NULL ? ERR_OK : ERR_PAPER_TEXT);
        if (CASES[i].refused != NULL && strstr(e.detail, CASES[i].refused) == NULL)
            fail_msg("%s: %s", CASES[i].name, e.detail);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_paper_check__values))
