/*
 * test_seal.c — what is sealed opens again where it belongs, and nowhere else.
 *
 * The digests wanted below were computed with Python's hashlib.blake2b.
 */
#include "testmain.h"

#include "base/arena.h"
#include "base/seal.h"

static struct seal_key key_of(unsigned char first)
{
    struct seal_key key = {{0}};
    for (size_t i = 0; i < sizeof(key.bytes); i++)
        key.bytes[i] = (unsigned char)(first + i);
    return key;
}

static void hex_of(const unsigned char *p, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++)
        (void)snprintf(out + 2 * i, 3, "%02x", p[i]);
}

/* ---- sealing --------------------------------------------------------------- */

static void test_seal_close__round_trip(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct str plain, about;
    } cases[] = {
        {"nothing", {"", 0}, {"", 0}},
        {"one byte", {"x", 1}, {"record/1", 8}},
        {"an object", {"{\"id_number\":\"320404198001011239\"}", 34}, {"record/2/1", 10}},
        {"bytes of any value", {"\0\xff\0\x01", 4}, {"\0", 1}},
    };
    struct arena a;
    arena_init(&a, 65536);
    struct seal_key key = key_of(7);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str one;
        struct str two;
        struct str plain;
        const char *name = cases[i].name;
        CHECK_ERR(name, seal_close(&a, &key, cases[i].about, cases[i].plain, &one, NULL), ERR_OK);
        CHECK_ERR(name, seal_close(&a, &key, cases[i].about, cases[i].plain, &two, NULL), ERR_OK);
        CHECK_INT(name, one.n, cases[i].plain.n + SEAL_OVERHEAD);
        CHECK(name, !str_eq(one, two)); /* equal values do not look equal */
        CHECK(name, cases[i].plain.n < 2 || str_find(one, cases[i].plain, 0) == SIZE_MAX);
        CHECK_ERR(name, seal_open(&a, &key, cases[i].about, one, &plain, NULL), ERR_OK);
        CHECK(name, str_eq(plain, cases[i].plain));
        CHECK_INT(name, plain.p[plain.n], 0);
    }
    arena_release(&a);
}

static void test_seal_open__refuses_what_was_touched(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 1024 * 1024);
    struct seal_key key = key_of(1);
    struct seal_key other = key_of(2);
    struct str sealed;
    struct str plain = STR("untouched");
    struct err e;
    CHECK_ERR("seal", seal_close(&a, &key, STR("record/1"), STR("secret"), &sealed, NULL), ERR_OK);
    for (size_t i = 0; i < sealed.n; i++) {
        char *copy = arena_copy(&a, sealed.p, sealed.n);
        copy[i] = (char)(copy[i] ^ 1);
        CHECK_ERR("a bit flipped",
                  seal_open(&a, &key, STR("record/1"), (struct str){copy, sealed.n}, &plain, NULL),
                  ERR_SEAL_BROKEN);
        CHECK_ERR("cut short",
                  seal_open(&a, &key, STR("record/1"), str_sub(sealed, 0, i), &plain, NULL),
                  ERR_SEAL_BROKEN);
    }
    CHECK_ERR("moved", seal_open(&a, &key, STR("record/2"), sealed, &plain, &e), ERR_SEAL_BROKEN);
    CHECK("says nothing", strstr(e.detail, "secret") == NULL);
    CHECK_ERR("another key", seal_open(&a, &other, STR("record/1"), sealed, &plain, NULL),
              ERR_SEAL_BROKEN);
    CHECK_ERR("nothing", seal_open(&a, &key, STR("record/1"), STR_NONE, &plain, NULL),
              ERR_SEAL_BROKEN);
    CHECK_STR("the result is not set", plain, "untouched");
    arena_release(&a);
}

struct seen {
    struct str plain;
    bool wiped;
};

static void look(void *ctx)
{
    struct seen *seen = ctx;
    seen->wiped = true;
    for (size_t i = 0; i < seen->plain.n; i++)
        seen->wiped &= seen->plain.p[i] == '\0';
}

/* Hooks run newest first, so this one looks after seal_open's has wiped. */
static void test_seal_open__wiped_with_its_arena(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 4096);
    struct seal_key key = key_of(3);
    struct str sealed;
    struct seen seen = {.wiped = false};
    CHECK_ERR("seal", seal_close(&a, &key, STR("r"), STR("secret"), &sealed, NULL), ERR_OK);
    arena_on_release(&a, look, &seen);
    CHECK_ERR("open", seal_open(&a, &key, STR("r"), sealed, &seen.plain, NULL), ERR_OK);
    CHECK_STR("open", seen.plain, "secret");
    arena_release(&a);
    CHECK("wiped", seen.wiped);
}

/* ---- keys ---------------------------------------------------------------- */

static void test_seal_key_derive__one_for_each_purpose(void **state)
{
    (void)state;
    struct seal_key data = key_of(0);
    struct seal_key one;
    struct seal_key two;
    char hex[2 * SEAL_KEY_SIZE + 1];
    CHECK_ERR("index", seal_key_derive(&data, "duban: index", &one, NULL), ERR_OK);
    hex_of(one.bytes, sizeof(one.bytes), hex);
    assert_string_equal(hex, "cb5c38d12c85ee1407c1b0fce8723f07945406d67747882c2ba3f39c8fc41914");
    CHECK_ERR("wrap", seal_key_derive(&data, "duban: wrap", &two, NULL), ERR_OK);
    CHECK("differ", memcmp(&one, &two, sizeof(one)) != 0);
    CHECK_ERR("new", seal_key_new(&one, NULL), ERR_OK);
    CHECK_ERR("new", seal_key_new(&two, NULL), ERR_OK);
    CHECK("never the same", memcmp(&one, &two, sizeof(one)) != 0);
    seal_key_wipe(&one);
    for (size_t i = 0; i < sizeof(one.bytes); i++)
        CHECK_INT("wiped", one.bytes[i], 0);
}

static void test_seal_key_parse__table(void **state)
{
    (void)state;
    static const char HEX[] = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    static const struct {
        const char *name, *before, *after;
        size_t digits;
        enum err_code want;
    } cases[] = {
        {"as written", "duban-key-1:", "", 64, ERR_OK},
        {"with a line end", "duban-key-1:", "\r\n", 64, ERR_OK},
        {"without its name", "", "", 64, ERR_SEAL_KEY_SYNTAX},
        {"of a later format", "duban-key-2:", "", 64, ERR_SEAL_KEY_SYNTAX},
        {"too short", "duban-key-1:", "", 62, ERR_SEAL_KEY_SYNTAX},
        {"half a byte short", "duban-key-1:", "", 63, ERR_SEAL_KEY_SYNTAX},
        {"too long", "duban-key-1:", "00", 64, ERR_SEAL_KEY_SYNTAX},
        {"something behind", "duban-key-1:", " x", 64, ERR_SEAL_KEY_SYNTAX},
        {"empty", "", "", 0, ERR_SEAL_KEY_SYNTAX},
    };
    struct seal_key want = key_of(0);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char text[128];
        struct seal_key key = key_of(9);
        struct err e = {.code = ERR_OK};
        (void)snprintf(text, sizeof(text), "%s%.*s%s", cases[i].before, (int)cases[i].digits, HEX,
                       cases[i].after);
        CHECK_ERR(cases[i].name, seal_key_parse(str_of(text), &key, &e), cases[i].want);
        CHECK("the key is not quoted", strstr(e.detail, "0405") == NULL);
        CHECK(cases[i].name, (memcmp(&key, &want, sizeof(key)) == 0) == (cases[i].want == ERR_OK));
    }
    char line[SEAL_KEY_TEXT_MAX];
    CHECK_ERR("text", seal_key_text(&want, line, NULL), ERR_OK);
    CHECK("text", str_starts(str_of(line), STR("duban-key-1:")));
    assert_string_equal(line + strlen("duban-key-1:"), HEX);
}

static void test_seal_unwrap__only_by_its_own(void **state)
{
    (void)state;
    struct arena a;
    arena_init(&a, 4096);
    struct seal_key by = key_of(1);
    struct seal_key other = key_of(2);
    struct seal_key inner = key_of(3);
    struct seal_key got = key_of(4);
    struct str wrapped;
    CHECK_ERR("wrap", seal_wrap(&a, &by, STR("subject/1"), &inner, &wrapped, NULL), ERR_OK);
    CHECK_INT("size", wrapped.n, SEAL_WRAPPED_SIZE);
    CHECK_ERR("another key", seal_unwrap(&other, STR("subject/1"), wrapped, &got, NULL),
              ERR_SEAL_KEY_WRONG);
    CHECK_ERR("another's", seal_unwrap(&by, STR("subject/2"), wrapped, &got, NULL),
              ERR_SEAL_KEY_WRONG);
    CHECK_ERR("cut", seal_unwrap(&by, STR("subject/1"), str_sub(wrapped, 0, 40), &got, NULL),
              ERR_SEAL_KEY_WRONG);
    CHECK_INT("the result is not set", got.bytes[0], 4);
    CHECK_ERR("its own", seal_unwrap(&by, STR("subject/1"), wrapped, &got, NULL), ERR_OK);
    CHECK("the key", memcmp(&got, &inner, sizeof(got)) == 0);
    arena_release(&a);
}

/* ---- digests ----------------------------------------------------------------- */

static void test_seal_digest__known_answers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *want;
    } cases[] = {
        {"", "4e51e7a913fc80137da52880fecca175bf81e117d5c68126dc2774033517ea0d"},
        {"320404198001011239", "19b1c6b53555cb8ee2a9c3bba5bcc6f5c317aeebfbf42a9b5b6f1d02a524e501"},
    };
    struct seal_key key = key_of(0);
    struct seal_key other = key_of(1);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct seal_digest d;
        struct seal_digest under_other;
        char hex[2 * SEAL_DIGEST_SIZE + 1];
        CHECK_ERR(cases[i].text, seal_digest(&key, str_of(cases[i].text), &d, NULL), ERR_OK);
        hex_of(d.bytes, sizeof(d.bytes), hex);
        CHECK_STR(cases[i].text, str_of(hex), cases[i].want);
        CHECK_INT(cases[i].text, seal_digest_str(&d).n, SEAL_DIGEST_SIZE);
        CHECK_ERR(cases[i].text, seal_digest(&other, str_of(cases[i].text), &under_other, NULL),
                  ERR_OK);
        CHECK(cases[i].text, memcmp(&d, &under_other, sizeof(d)) != 0);
    }
}

TEST_MAIN(cmocka_unit_test(test_seal_close__round_trip),
          cmocka_unit_test(test_seal_open__refuses_what_was_touched),
          cmocka_unit_test(test_seal_open__wiped_with_its_arena),
          cmocka_unit_test(test_seal_key_derive__one_for_each_purpose),
          cmocka_unit_test(test_seal_key_parse__table),
          cmocka_unit_test(test_seal_unwrap__only_by_its_own),
          cmocka_unit_test(test_seal_digest__known_answers))
