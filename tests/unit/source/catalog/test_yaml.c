/*
 * test_yaml.c — the tree of a file, and everything that is refused.
 */
#include "source/catalog/yaml.h"

#include "base/buf.h"
#include "testmain.h"

/* The tree in one line: {key@line:column=value, …}; plain scalars bare, others in quotes. */
static void show(struct buf *b, const struct yaml_node *n)
{
    switch (n->kind) {
    case YAML_SCALAR:
        buf_add_z(b, yaml_is_null(n) ? "null" : n->plain ? "" : "'");
        buf_add(b, n->text);
        buf_add_z(b, n->plain ? "" : "'");
        break;
    case YAML_MAP:
        for (size_t i = 0; i < n->n; i++) {
            buf_addf(b, "%s%" STR_FMT "=", i == 0 ? "{" : ",", STR_ARG(n->pairs[i].key.text));
            show(b, &n->pairs[i].value);
        }
        buf_add_z(b, n->n == 0 ? "{}" : "}");
        break;
    case YAML_LIST:
        for (size_t i = 0; i < n->n; i++) {
            buf_add_z(b, i == 0 ? "[" : ",");
            show(b, &n->items[i]);
        }
        buf_add_z(b, n->n == 0 ? "[]" : "]");
        break;
    }
    buf_addf(b, "@%d:%d", (int)n->line, (int)n->column);
}

/* The faults in one line: NAME@line:column, … */
static void show_faults(struct buf *b, const struct faults *f)
{
    for (size_t i = 0; i < f->n; i++)
        buf_addf(b, "%s%s@%d:%d", i == 0 ? "" : " ", err_info(f->p[i].code)->name,
                 (int)f->p[i].at.line, (int)f->p[i].at.column);
}

static void check_yaml(const char *name, struct str text, const char *tree, const char *faults)
{
    struct arena a;
    arena_init(&a, (size_t)1 << 28);
    struct faults f;
    faults_init(&f, &a);
    const struct yaml_node *n = yaml_read(&a, STR("f.yaml"), text, &f);
    struct buf b;
    buf_init(&b, 1 << 16);
    if (n != NULL)
        show(&b, n);
    CHECK_STR(name, buf_str(&b), tree);
    buf_clear(&b);
    show_faults(&b, &f);
    CHECK_STR(name, buf_str(&b), faults);
    buf_release(&b);
    arena_release(&a);
}

static void test_yaml_read__trees(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *tree;
    } cases[] = {
        {"block", "a: 1\nb:\n  - x\n  - y: 2\n", "{a=1@1:4,b=[x@3:5,{y=2@4:8}@4:5]@3:3}@1:1"},
        {"flow", "{a: [1, 'x'], b: {}}", "{a=[1@1:6,'x'@1:10]@1:5,b={}@1:18}@1:1"},
        {"JSON", "{\"a\": [true, \"x\\ty\"], \"b\": null}\n",
         "{a=[true@1:8,'x\ty'@1:15]@1:7,b=nullnull@1:28}@1:1"},
        {"nothing stands there", "a:\nb: ~\nc: ''\n", "{a=null@1:2,b=null~@2:4,c=''@3:5}@1:1"},
        {"words are not guessed", "a: no\nb: 1.10\nc: 0x1F\nd: 2017-03-28\n",
         "{a=no@1:4,b=1.10@2:4,c=0x1F@3:4,d=2017-03-28@4:4}@1:1"},
        {"columns are characters", "{名称: 甲, b: 乙}", "{名称=甲@1:6,b=乙@1:12}@1:1"},
        {"list at the parent's indentation", "a:\n- 1\n- 2\n", "{a=[1@2:3,2@3:3]@2:1}@1:1"},
        {"pairs in a list", "a: [b: 1, c: 2]\n", "{a=[{b=1@1:8}@1:5,{c=2@1:14}@1:11]@1:4}@1:1"},
        {"block text", "a: |\n  x\n   y\n", "{a='x\n y\n'@2:3}@1:1"},
        {"folded", "a: >-\n  x\n  y\nb: 1\n  2\n", "{a='x y'@2:3,b=1 2@4:4}@1:1"},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "a: 1\n",
         "{a=1@1:4}@1:1"},
        {"carriage returns alone", "a: 1\rb: [c: 2]\r", "{a=1@1:4,b=[{c=2@2:8}@2:5]@2:4}@1:1"},
        {"carriage returns", "a: 1\r\nb: 2\r\n", "{a=1@1:4,b=2@2:4}@1:1"},
        {"comments", "# c\na: 1 # d\n# e\n", "{a=1@2:4}@2:1"},
        {"a list at the top", "- a\n- b\n", "[a@1:3,b@2:3]@1:1"},
        {"one scalar", "a\n", "a@1:1"},
        {"explicit document", "---\na: 1\n...\n", "{a=1@2:4}@2:1"},
        {"empty key", "'': 1\n", "{=1@1:5}@1:1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_yaml(cases[i].name, str_of(cases[i].text), cases[i].tree, "");
}

static void test_yaml_read__faults(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *tree, *faults;
    } cases[] = {
        {"empty", "", "", "YAML_EMPTY@1:1"},
        {"comments alone", "# nothing\n", "", "YAML_EMPTY@1:1"},
        {"an empty document", "---\n...\n", "", "YAML_EMPTY@1:1"},
        {"key twice, the first is kept", "a: 1\nb: 2\na: 3\na: 4\n", "{a=1@1:4,b=2@2:4}@1:1",
         "YAML_KEY_TWICE@3:1 YAML_KEY_TWICE@4:1"},
        {"key twice in two places", "x: {a: 1, a: 2}\ny: {b: 1, b: 2}\n",
         "{x={a=1@1:8}@1:4,y={b=1@2:8}@2:4}@1:1", "YAML_KEY_TWICE@1:11 YAML_KEY_TWICE@2:11"},
        {"quoted or not, it is one key", "a: 1\n'a': 2\n", "{a=1@1:4}@1:1", "YAML_KEY_TWICE@2:2"},
        {"key that is a list", "[a]: 1\nb: 2\n", "{b=2@2:4}@1:1", "YAML_KEY@1:1"},
        {"anchor and alias", "a: &x 1\nb: *x\n", "{a=1@1:7,b=null@2:5}@1:1",
         "YAML_FEATURE@1:5 YAML_FEATURE@2:5"},
        {"tag", "a: !!str 1\n", "{a=1@1:10}@1:1", "YAML_FEATURE@1:4"},
        {"second document", "a: 1\n---\nb: 2\n", "", "YAML_FEATURE@2:1"},
        {"unclosed bracket", "a: [1, 2\n", "", "YAML_SYNTAX@2:1"},
        {"map inside a line", "a: b: c\n", "", "YAML_SYNTAX@1:5"},
        {"tab", "a:\n\tb: c\n", "", "YAML_SYNTAX@2:1"},
        {"what stood before a syntax error is told too", "a: 1\na: &x 2\nb: c: d\n", "",
         "YAML_FEATURE@2:5 YAML_SYNTAX@3:5"},
        {"bytes that are no UTF-8", "a: 1\nb: \xB8\xF1\n", "", "TEXT_ENCODING@2:4"},
        {"UTF-16",
         "\xFF\xFE"
         "a",
         "", "TEXT_ENCODING@1:1"},
        {"syntax error behind carriage returns", "\r%\ra`ret:{type:  {fi;", "", "YAML_SYNTAX@2:2"},
        {"escaped NUL", "a: \"x\\0y\"\n", "{a=''@1:5}@1:1", "TEXT_ENCODING@1:5"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        check_yaml(cases[i].name, str_of(cases[i].text), cases[i].tree, cases[i].faults);
}

static void test_yaml_read__limits(void **state)
{
    (void)state;
    static const struct {
        const char *name, *head, *unit;
        size_t times;
        const char *faults;
    } cases[] = {
        {"deep", "", "[", 40, "YAML_SYNTAX@1:41"},
        {"too deep", "", "[", 60, "TOO_BIG@1:50"},
        {"hostile depth", "", "[", 100 * 1000, "TOO_BIG@1:50"},
        {"hostile depth of blocks", "", "- ", 100 * 1000, "TOO_BIG@1:97"},
        {"too many values", "", "- a\n", YAML_NODES_MAX + 1, "TOO_BIG@300001:4"},
        {"too many values in a line", "[", "[],", YAML_NODES_MAX + 1, "TOO_BIG@1:900003"},
        {"too big", "", "# 0123456789abcdef\n", 500 * 1000, "TOO_BIG@1:1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct buf b;
        buf_init(&b, 1 << 26);
        buf_add_z(&b, cases[i].head);
        for (size_t k = 0; k < cases[i].times; k++)
            buf_add_z(&b, cases[i].unit);
        check_yaml(cases[i].name, buf_str(&b), "", cases[i].faults);
        buf_release(&b);
    }
}

/* The arena's own limit ends the reading as well. */
static void test_yaml_read__arena(void **state)
{
    (void)state;
    struct buf b;
    buf_init(&b, 1 << 22);
    for (size_t k = 0; k < 50 * 1000; k++)
        buf_add_z(&b, "- a\n");
    struct arena a;
    arena_init(&a, (size_t)4 << 20);
    struct faults f;
    faults_init(&f, &a);
    CHECK("no tree", yaml_read(&a, STR("f.yaml"), buf_str(&b), &f) == NULL);
    assert_int_equal(f.n, 1);
    assert_int_equal(f.p[0].code, ERR_TOO_BIG);
    arena_release(&a);
    buf_release(&b);
}

static void test_yaml_get__values(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1 << 20);
    struct faults f;
    faults_init(&f, &a);
    const struct yaml_node *n =
        yaml_read(&a, STR("f.yaml"), STR("a: 1\nb: ~\nc: 'null'\nd: []"), &f);
    CHECK_STR("there", yaml_get(n, "a")->text, "1");
    CHECK("not there", yaml_get(n, "x") == NULL);
    CHECK("of a scalar", yaml_get(yaml_get(n, "a"), "x") == NULL);
    CHECK("of nothing", yaml_get(NULL, "x") == NULL);
    CHECK("text", yaml_is_text(yaml_get(n, "a")));
    CHECK("null", yaml_is_null(yaml_get(n, "b")) && !yaml_is_text(yaml_get(n, "b")));
    CHECK("quoted null is a word", yaml_is_text(yaml_get(n, "c")));
    CHECK("a list is neither", !yaml_is_null(yaml_get(n, "d")) && !yaml_is_text(yaml_get(n, "d")));
    arena_release(&a);
}

TEST_MAIN(cmocka_unit_test(test_yaml_read__trees), cmocka_unit_test(test_yaml_read__faults),
          cmocka_unit_test(test_yaml_read__limits), cmocka_unit_test(test_yaml_read__arena),
          cmocka_unit_test(test_yaml_get__values))
