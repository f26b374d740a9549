/*
 * test_paper_docx.c — the marks of a .docx that people and programs rely on. Whether
 * it looks right is for tests/golden/official, whether it reads back for test_round_trip.
 */
#include "testmain.h"

#include "deliver/paper_docx.h"
#include "paper_of.h"
#include "parts.h"

static const struct docx_case {
    const char *name;
    const char *part;
    const char *holds;
} CASES[] = {
    {"page", "word/document.xml", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"},
    {"margins of 37, 26, 35 and 28 mm", "word/document.xml",
     "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\""},
    {"22 lines", "word/document.xml", "w:linePitch=\"579\""},
    {"bookmark around an item", "word/document.xml",
     "<w:bookmarkStart w:id=\"2\" w:name=\"_duban_d12\"/>"},
    {"its end is in its last paragraph", "word/document.xml",
     "②每月通报。</w:t></w:r><w:bookmarkEnd w:id=\"2\"/></w:p>"},
    {"markup is text", "word/document.xml", "诚信 &amp; &lt;建设&gt;"},
    {"a line is a soft break", "word/document.xml",
     "<w:br/><w:t xml:space=\"preserve\">\xE3\x80\x80\xE3\x80\x80</w:t>"},
    {"title broken before its subject", "word/document.xml",
     "云泽区司法局</w:t><w:br/><w:t xml:space=\"preserve\">关于2016年度"},
    {"the signature is not left alone", "word/document.xml",
     "<w:pStyle w:val=\"BodyText\"/><w:keepNext/>"},
    {"date 4 characters from the right", "word/document.xml", "<w:ind w:rightChars=\"400\""},
    {"title", "word/styles.xml", "w:eastAsia=\"方正小标宋简体\""},
    {"level 1", "word/styles.xml", "w:eastAsia=\"黑体\""},
    {"level 2", "word/styles.xml", "w:eastAsia=\"楷体_GB2312\""},
    {"page number at the right", "word/footer1.xml", "<w:jc w:val=\"right\"/>"},
    {"page number at the left", "word/footer2.xml", "<w:jc w:val=\"left\"/>"},
    {"page numbers change sides", "word/settings.xml", "<w:evenAndOddHeaders/>"},
    {"date of issue, not of today", "docProps/core.xml", ">2017-03-28T00:00:00Z</dcterms:created>"},
};

static struct str write_one(struct arena *a, const struct paper_head *head)
{
    struct plan plan = paper_of_plan(a);
    struct paper paper = paper_of(a, &plan, head);
    struct str bytes;
    assert_int_equal(paper_docx_write(a, &paper, &bytes, NULL), ERR_OK);
    return bytes;
}

static void test_paper_docx_write__parts(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    struct paper_head head = {.organisation = STR("云泽区司法局")};
    struct str bytes = write_one(&a, &head);
    for (size_t i = 0; i < ARRAY_LEN(CASES); i++)
        CHECK(CASES[i].name, part_holds(part_of(&a, bytes, CASES[i].part), CASES[i].holds));
    struct str again = write_one(&a, &head);
    assert_true(str_eq(bytes, again));
    assert_false(part_holds(part_of(&a, bytes, "word/document.xml"), "FF0000"));
    arena_release(&a);
}

static void test_paper_docx_write__red_head(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 64 * 1024 * 1024);
    struct paper_head head = {.organisation = STR("云泽区司法局"),
                              .red_head = true,
                              .copies = STR("区委办"),
                              .printed_by = STR("办公室"),
                              .has_printed_on = true,
                              .printed_on = {17257}};
    struct str document = part_of(&a, write_one(&a, &head), "word/document.xml");
    CHECK("head", part_holds(document, "<w:pStyle w:val=\"RedHead\"/>"));
    CHECK("rule", part_holds(document, "w:color=\"FF0000\"/></w:pBdr>"));
    CHECK("bold rules", part_holds(document, "<w:top w:val=\"single\" w:sz=\"8\""));
    CHECK("thin rule", part_holds(document, "<w:insideH w:val=\"single\" w:sz=\"6\""));
    CHECK("at the foot", part_holds(document, "w:tblpYSpec=\"bottom\""));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_paper_docx_write__parts),
          cmocka_unit_test(test_paper_docx_write__red_head))
