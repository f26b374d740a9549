/*
 * test_plain.c — text files: lines, artefacts of converters, and all ways to draw a table.
 */
#include "testmain.h"

#include "docx_build.h"

static const struct {
    const char *name;
    const char *text;
    const char *want;
} CASES[] = {
    /* lines */
    {"one line", "一", "一"},
    {"line ends of all systems", "一\n二\r\n三\r四", "一 / 二 / 三 / 四"},
    {"no line after the last end", "一\n", "一"},
    {"empty lines stay", "一\n\n \n二", "一 /  /  / 二"},
    {"indentation stays, blanks at the end go", "    一　\n　　二 \t\n", "    一 / 　　二"},
    {"form feed parts", "一\f二\n\f三", "一 / 二 / 三"},
    {"vertical tab parts", "一\v二", "一 / 二"},
    {"separators of Unicode", "一\xE2\x80\xA8二\xE2\x80\xA9三", "一 / 二 / 三"},
    {"other signs of that block stay", "一\xE2\x80\x94二", "一—二"},
    /* artefacts */
    {"bookmark", "[bookmark: _GoBack]坛司发", "坛司发"},
    {"bookmark inside", "一[bookmark: OLE_LINK1]二[bookmark: x]", "一二"},
    {"two bookmarks", "[bookmark: a][bookmark: 书签]一", "一"},
    {"picture", "[pic]一", "一"},
    {"no bookmark: no name", "[bookmark: ]一", "[bookmark: ]一"},
    {"no bookmark: blank in the name", "[bookmark: a b]一", "[bookmark: a b]一"},
    {"no bookmark: not closed", "[bookmark: a", "[bookmark: a"},
    {"other brackets", "[1]一[二]", "[1]一[二]"},
    /* bars */
    {"bars", "甲|乙\n丙|丁", "[甲|乙//丙|丁]"},
    {"bars with border", "| 甲 | 乙 |\n| 丙 | 丁 |", "[甲|乙//丙|丁]"},
    {"full-width bars", "甲｜乙\n丙｜丁", "[甲|乙//丙|丁]"},
    {"empty cells between bars", "|甲||丙|\n||乙||", "[甲||丙//|乙|]"},
    {"rule under the header", "|甲|乙|\n|---|:--:|\n|丙|丁|", "[甲|乙//丙|丁]"},
    {"framed", "+----+----+\n| 甲 | 乙 |\n+----+----+\n| 丙 | 丁 |\n+----+----+", "[甲|乙//丙|丁]"},
    {"box", "┌──┬──┐\n│甲│乙│\n├──┼──┤\n│丙│丁│\n└──┴──┘", "[甲|乙//丙|丁]"},
    {"heavy box", "┏━━┳━━┓\n┃甲┃乙┃\n┣━━╋━━┫\n┃丙┃丁┃\n┗━━┻━━┛", "[甲|乙//丙|丁]"},
    {"text around", "前\n甲|乙\n丙|丁\n后", "前 / [甲|乙//丙|丁] / 后"},
    {"one row is prose", "甲|乙|丙\n后", "甲|乙|丙 / 后"},
    {"rule alone is prose", "一\n------\n二", "一 / ------ / 二"},
    {"rule before prose", "------\n二", "------ / 二"},
    {"rule at the end", "一\n=====", "一 / ====="},
    {"short row of bars", "甲|乙|丙\n丁|戊", "[甲|乙|丙//丁|戊|]"},
    {"blank line ends the table", "甲|乙\n丙|丁\n\n一|二\n三|四",
     "[甲|乙//丙|丁] /  / [一|二//三|四]"},
    {"blank line after each row", "甲|乙\n\n丙|丁\n\n戊|己", "[甲|乙//丙|丁//戊|己]"},
    {"continued cell", "|甲|乙|\n|丙|长的|\n||下文|", "[甲|乙//丙|长的//|下文]"},
    /* tabs */
    {"tabs", "甲\t乙\t丙\n丁\t戊\t己", "[甲|乙|丙//丁|戊|己]"},
    {"empty cells between tabs", "甲\t乙\t丙\n\t戊\t\n丁\t\t己", "[甲|乙|丙//|戊|//丁||己]"},
    {"two cells are prose", "甲\t乙\n丙\t丁", "甲>乙 / 丙>丁"},
    {"indented by a tab", "\t一\n\t二", ">一 / >二"},
    {"one row of tabs is prose", "甲\t乙\t丙\n后", "甲>乙>丙 / 后"},
    {"title line above", "单位：\t司法局\n甲\t乙\t丙\n丁\t戊\t己",
     "单位：>司法局 / [甲|乙|丙//丁|戊|己]"},
    {"sum below", "甲\t乙\t丙\n丁\t戊\t己\n合计\t5", "[甲|乙|丙//丁|戊|己//合计|5|]"},
    {"group's name between rows", "甲\t乙\t丙\n1\t2\t3\n二、组\n4\t5\t6",
     "[甲|乙|丙//1|2|3//二、组||//4|5|6]"},
    {"lined up by tabs", "指标\t\t\t分值\t失分原因\n律师执业监管考核\t10\t缺报\n普法\t\t\t5\t晚报",
     "[指标|分值|失分原因//律师执业监管考核|10|缺报//普法|5|晚报]"},
    {"empty cells and a short row: each tab is a border",
     "指标\t分值\t得分\t失分原因\t责任科室\n执业\t10\t9\t\t律管科\n普法\t5\t5\n合计\t\t14",
     "[指标|分值|得分|失分原因|责任科室//执业|10|9||律管科//普法|5|5||//合计||14||]"},
    {"empty cells in a header of two rows: each tab is a border",
     "指标\t考核\t\t原因\n\t分值\t得分\n执业\t10\t9\t缺报",
     "[指标|考核||原因//|分值|得分|//执业|10|9|缺报]"},
    {"group's name below the header", "甲\t乙\t丙\n一、组\n1\t2\t3\n二、组\n4\t5\t6",
     "[甲|乙|丙//一、组||//1|2|3//二、组||//4|5|6]"},
    /* gaps */
    {"gaps", "序号  指标    分值\n1     执业    10\n2     普法    5",
     "[序号|指标|分值//1|执业|10//2|普法|5]"},
    {"empty cell does not shift",
     "序号  指标    分值  原因\n1     执业          缺报\n2             5     晚报",
     "[序号|指标|分值|原因//1|执业||缺报//2||5|晚报]"},
    {"right-aligned figures", "指标      分值   得分\n执业       10      9\n普法        5    4.5",
     "[指标|分值|得分//执业|10|9//普法|5|4.5]"},
    {"centred header",
     "     指标          分值  得分\n执业考核与监管     10    9\n普法               5     4",
     "[指标|分值|得分//执业考核与监管|10|9//普法|5|4]"},
    {"full-width blanks", "指标　　分值　　得分\n执业　　１０　　９　\n普法　　５　　　４",
     "[指标|分值|得分//执业|１０|９//普法|５|４]"},
    {"continued text keeps its column",
     "指标  分值  失分原因\n执业  10    材料没有\n            按时上报\n普法  5     晚报",
     "[指标|分值|失分原因//执业|10|材料没有//||按时上报//普法|5|晚报]"},
    {"continued at the end",
     "指标  分值  失分原因\n执业  10    材料没有\n            按时上报\n后文",
     "[指标|分值|失分原因//执业|10|材料没有//||按时上报] / 后文"},
    {"name broken over lines", "指标    分值  得分\n律师执  10    9\n业监管\n普法    5     4",
     "[指标|分值|得分//律师执|10|9//业监管||//普法|5|4]"},
    {"not under each other", "指标  分值  得分\n律师执业监管与考核  10  9\n普法  5  4",
     "[指标|分值|得分//律师执业监管与考核|10|9//普法|5|4]"},
    {"a river through two pieces of a row is none",
     "指标    分值    得分    原因\n执业执业    10    19.5    缺报\n普法    5    5    无",
     "[指标|分值|得分|原因//执业执业|10|19.5|缺报//普法|5|5|无]"},
    {"characters of a heading spread",
     "项　　目　　分值　　得分\n执业　　　　１０　　９\n普法　　　　５　　　４",
     "[项　　目|分值|得分//执业|１０|９//普法|５|４]"},
    {"single characters that are columns", "甲  乙  丙\n丁  戊  己", "[甲|乙|丙//丁|戊|己]"},
    {"rule under a header of gaps", "指标  分值  得分\n----  ----  ----\n执业  10    9",
     "[指标|分值|得分//执业|10|9]"},
    {"indented table", "    指标  分值  得分\n    执业  10    9\n", "[指标|分值|得分//执业|10|9]"},
    {"prose with double blanks", "第一  条文\n第二  条文", "第一  条文 / 第二  条文"},
    {"one row of gaps is prose", "局长  副局长  科长\n正文", "局长  副局长  科长 / 正文"},
    {"indented prose", "    一、总体\n　　二、措施\n    （一）律师",
     "    一、总体 / 　　二、措施 /     （一）律师"},
    {"indented paragraphs with gaps", "　　甲  乙  丙\n　　丁  戊  己\n　　　　庚\t辛\t壬",
     "　　甲  乙  丙 / 　　丁  戊  己 / 　　　　庚>辛>壬"},
    {"single blanks part nothing", "a b c\nd e f", "a b c / d e f"},
    /* even rows */
    {"words parted by single blanks", "序号 指标 分值 得分\n1 执业 10 9\n2 普法 5 5",
     "[序号|指标|分值|得分//1|执业|10|9//2|普法|5|5]"},
    {"two lines of words are prose", "序号 指标 分值 得分\n1 执业 10 9",
     "序号 指标 分值 得分 / 1 执业 10 9"},
    {"words without a number are prose", "a b c d\ne f g h\ni j k l",
     "a b c d / e f g h / i j k l"},
    {"lines of uneven words are prose", "a b c d\n1 f g h\n2 j k l m n",
     "a b c d / 1 f g h / 2 j k l m n"},
    {"commas", "序号,指标,分值,得分\n1,执业,10,9", "[序号|指标|分值|得分//1|执业|10|9]"},
    {"commas inside quotation marks", "序号,指标,分值,原因\n1,执业,10,\"缺报,迟报\"",
     "[序号|指标|分值|原因//1|执业|10|缺报,迟报]"},
    {"empty values between commas", "序号,指标,分值,原因\n1,,10,", "[序号|指标|分值|原因//1||10|]"},
    {"sentences with commas are prose", "2016年,甲,乙,丙\n2017年,丁,戊,己",
     "2016年,甲,乙,丙 / 2017年,丁,戊,己"},
    {"labels with commas are prose", "应得:分,实得:分,失分:无,原因:无\n1,2,3,4",
     "应得:分,实得:分,失分:无,原因:无 / 1,2,3,4"},
};

static void test_plain_read__texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++) {
        struct arena a;
        arena_init(&a, 10 * 1000 * 1000);
        CHECK_STR(CASES[i].name, docx_read_and_show(&a, str_of(CASES[i].text)), CASES[i].want);
        arena_release(&a);
    }
}

static void test_plain_read__numbers_are_lines(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 10 * 1000 * 1000);
    struct doc doc;
    struct str text = STR("一\r\n\r\n三\f三\n四\n+----+\n甲|乙\n---\n丙|丁\n九");
    static const int32_t blocks[] = {1, 2, 3, 3, 4, 6, 9};
    assert_int_equal(doc_read(&a, text, &doc, NULL), ERR_OK);
    assert_int_equal(doc.n, ARRAY_LEN(blocks));
    for (size_t i = 0; i < ARRAY_LEN(blocks); i++)
        CHECK_INT("block", doc.blocks[i].number, blocks[i]);
    CHECK_INT("first row", doc.blocks[5].table.rows[0].line, 6);
    CHECK_INT("second row", doc.blocks[5].table.rows[1].line, 8);
    arena_release(&a);
}

/* `given` tells the cells a line really had; where columns are known it is all of them. */
static void test_plain_read__given(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        int32_t want[3];
    } cases[] = {
        {"bars", "甲|乙|丙\n|丁|戊\n己|庚", {3, 2, 2}},
        {"bars with border", "|甲|乙|丙|\n||丁||\n|己|", {3, 3, 1}},
        {"tabs", "甲\t乙\t丙\t丁\n戊\t己\t庚\n辛\t壬", {4, 3, 2}},
        {"known columns", "甲甲  乙乙  丙丙\n一    二    三\n一          三", {3, 3, 3}},
        {"unknown columns", "甲  乙  丙\n长长长长长长长长长  二  三\n一一一一一一  长", {3, 3, 2}},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 10 * 1000 * 1000);
        struct doc doc;
        CHECK_ERR(cases[i].name, doc_read(&a, str_of(cases[i].text), &doc, NULL), ERR_OK);
        CHECK_INT(cases[i].name, doc.blocks[0].kind, DOC_TABLE);
        for (int32_t r = 0; r < 3; r++)
            CHECK_INT(cases[i].name, doc.blocks[0].table.rows[r].given, cases[i].want[r]);
        arena_release(&a);
    }
}

static struct str repeated(struct arena *a, struct str piece, size_t n)
{
    char *p = arena_alloc(a, piece.n * n + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(p + i * piece.n, piece.p, piece.n);
    return (struct str){p, piece.n * n};
}

static void test_plain_read__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *piece;
        size_t n;
        enum err_code want;
    } cases[] = {
        {"200000 lines", "一\n", 200 * 1000, ERR_OK},
        {"more lines", "一\n", 200 * 1000 + 1, ERR_PLAN_TOO_BIG},
        {"table of 60000 rows", "一|二\n", 60 * 1000, ERR_OK},
        {"table of too many cells", "一|二|三|四\n", 60 * 1000, ERR_PLAN_TOO_BIG},
        {"one line of 15 MB", "一二三四五", 1024 * 1024, ERR_OK},
        {"one line of 18 MB", "一二三四五六", 1024 * 1024, ERR_PLAN_TOO_BIG},
        {"many bars in a line", "|", 1024 * 1024, ERR_OK},
        {"many gaps in a line", "一  ", 1024 * 1024, ERR_OK},
        {"lines of many gaps", "一  二  三  四  五  六  七  八  九  十\n", 10 * 1000, ERR_OK},
        {"brackets", "[bookmark: ", 1024 * 1024, ERR_OK},
        {"rules", "---\n", 150 * 1000, ERR_OK},
        {"rows with blank lines between", "一|二\n\n", 50 * 1000, ERR_OK},
        {"rows without a partner", "一|二\n三\n", 90 * 1000, ERR_OK},
        {"tabs without enough cells", "一\t二\n", 150 * 1000, ERR_OK},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena a;
        arena_init(&a, 1000 * 1000 * 1000);
        struct str text = repeated(&a, str_of(cases[i].piece), cases[i].n);
        struct doc doc;
        CHECK_ERR(cases[i].name, doc_read(&a, text, &doc, NULL), cases[i].want);
        arena_release(&a);
    }
}

TEST_MAIN(cmocka_unit_test(test_plain_read__texts),
          cmocka_unit_test(test_plain_read__numbers_are_lines),
          cmocka_unit_test(test_plain_read__given), cmocka_unit_test(test_plain_read__limits))
