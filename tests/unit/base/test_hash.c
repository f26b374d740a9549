/*
 * test_hash.c — the examples that FIPS 180 and NIST publish for SHA-256.
 */
#include "testmain.h"

#include "base/buf.h"
#include "base/hash.h"

static void test_hash_sha256_hex__published_vectors(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        size_t times;
        const char *want;
    } cases[] = {
        {"nothing", "", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"two blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"a million a", "a", 1000 * 1000,
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    struct buf b;
    buf_init(&b, 1000 * 1000);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        buf_clear(&b);
        for (size_t k = 0; k < cases[i].times; k++)
            buf_add_z(&b, cases[i].text);
        char out[HASH_HEX_MAX];
        CHECK_ERR(cases[i].name, hash_sha256_hex(buf_str(&b), out, NULL), ERR_OK);
        CHECK_STR(cases[i].name, str_of(out), cases[i].want);
    }
    buf_release(&b);
}

static void test_hash_sha256_hex__every_byte_counts(void **state)
{
    (void)state;
    char one[HASH_HEX_MAX];
    char two[HASH_HEX_MAX];
    assert_int_equal(hash_sha256_hex(STR("a\0b"), one, NULL), ERR_OK);
    assert_int_equal(hash_sha256_hex(STR("a\0c"), two, NULL), ERR_OK);
    assert_string_not_equal(one, two);
    assert_int_equal(hash_sha256_hex(STR_NONE, two, NULL), ERR_OK);
    assert_string_equal(two, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

/* The cut does not matter; the fields are those of the manual, computed elsewhere. */
static void test_hash_add__pieces(void **state)
{
    (void)state;
    struct str text = STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    char out[HASH_HEX_MAX];
    struct hash h;
    for (size_t cut = 0; cut <= text.n; cut++) {
        assert_int_equal(hash_begin(&h, NULL), ERR_OK);
        hash_add(&h, str_sub(text, 0, cut));
        hash_add(&h, STR_NONE);
        hash_add(&h, str_sub(text, cut, text.n));
        hash_end(&h, out);
        assert_string_equal(out,
                            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    }
    assert_int_equal(hash_begin(&h, NULL), ERR_OK);
    hash_add_field(&h, STR("abcde"));
    hash_add_int(&h, -7);
    hash_add_field(&h, STR_NONE);
    hash_end(&h, out);
    assert_string_equal(out, "eae89cf15ff8204ea1803cb4d9b1acf10317c8a02ec9faddfc16217b4dc6cb97");
}

/* Numbers are written as a person would write them. */
static void test_hash_add_int__digits(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t i;
    } cases[] = {
        {"1:0,", 0},
        {"2:10,", 10},
        {"2:-1,", -1},
        {"19:9223372036854775807,", INT64_MAX},
        {"20:-9223372036854775808,", INT64_MIN},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char got[HASH_HEX_MAX];
        char want[HASH_HEX_MAX];
        struct hash h;
        assert_int_equal(hash_begin(&h, NULL), ERR_OK);
        hash_add_int(&h, cases[i].i);
        hash_end(&h, got);
        assert_int_equal(hash_sha256_hex(str_of(cases[i].text), want, NULL), ERR_OK);
        CHECK_STR(cases[i].text, str_of(got), want);
    }
}

TEST_MAIN(cmocka_unit_test(test_hash_sha256_hex__published_vectors),
          cmocka_unit_test(test_hash_sha256_hex__every_byte_counts),
          cmocka_unit_test(test_hash_add__pieces), cmocka_unit_test(test_hash_add_int__digits))
