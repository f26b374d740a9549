/*
 * case_expect.c — what a case must give. Values stay as they are written: they are
 * compared with what the engine's answer looks like.
 */
#include "source/case/case_parts.h"

static const struct known_key EXPECT_KEYS[] = {
    {"obligations", false, NULL}, {"exactly", false, NULL}, {"scores", false, NULL},
    {"forecast", false, NULL},    {"at_risk", false, NULL}, {"error", false, NULL}};

/* One text of a row, and where it goes in the row's struct. */
struct expect_key {
    const char *key;
    size_t offset;
};

struct expect_row {
    const struct expect_key *keys;
    size_t n_keys;
    size_t size;         /* of the row's struct */
    size_t place_offset; /* of its place */
};

#define ROW_KEY(type, member)                                                                      \
    {                                                                                              \
#member, offsetof(struct type, member)                                                     \
    }

static const struct expect_key OBLIGATION_KEYS[] = {
    ROW_KEY(case_expect_obligation, rule),   ROW_KEY(case_expect_obligation, subject),
    ROW_KEY(case_expect_obligation, record), ROW_KEY(case_expect_obligation, unit),
    ROW_KEY(case_expect_obligation, period), ROW_KEY(case_expect_obligation, due),
    ROW_KEY(case_expect_obligation, state),  ROW_KEY(case_expect_obligation, moved),
};
static const struct expect_key SCORE_KEYS[] = {
    ROW_KEY(case_expect_score, item),
    ROW_KEY(case_expect_score, unit),
    ROW_KEY(case_expect_score, full),
    ROW_KEY(case_expect_score, score),
};
static const struct expect_key FORECAST_KEYS[] = {
    ROW_KEY(case_expect_forecast, item),    ROW_KEY(case_expect_forecast, unit),
    ROW_KEY(case_expect_forecast, lost),    ROW_KEY(case_expect_forecast, at_risk),
    ROW_KEY(case_expect_forecast, ahead),   ROW_KEY(case_expect_forecast, exposed),
    ROW_KEY(case_expect_forecast, secured), ROW_KEY(case_expect_forecast, best),
    ROW_KEY(case_expect_forecast, worst),
};
static const struct expect_key RISK_KEYS[] = {
    ROW_KEY(case_expect_risk, rule),   ROW_KEY(case_expect_risk, subject),
    ROW_KEY(case_expect_risk, record), ROW_KEY(case_expect_risk, unit),
    ROW_KEY(case_expect_risk, period), ROW_KEY(case_expect_risk, points),
};

#define ROW(type, keys)                                                                            \
    {                                                                                              \
        (keys), ARRAY_LEN(keys), sizeof(struct type), offsetof(struct type, place)                 \
    }

static const struct expect_row OBLIGATION_ROW = ROW(case_expect_obligation, OBLIGATION_KEYS);
static const struct expect_row SCORE_ROW = ROW(case_expect_score, SCORE_KEYS);
static const struct expect_row FORECAST_ROW = ROW(case_expect_forecast, FORECAST_KEYS);
static const struct expect_row RISK_ROW = ROW(case_expect_risk, RISK_KEYS);

static void *read_rows(const struct reading *r, const struct yaml_node *list,
                       const struct expect_row *row, size_t *ret_n)
{
    if (list == NULL || !read_list(r, list))
        return NULL;
    struct known_key *keys = ARENA_NEW_N(r->a, row->n_keys, struct known_key);
    for (size_t k = 0; k < row->n_keys; k++)
        keys[k].key = row->keys[k].key;
    char *all = arena_array(r->a, list->n, row->size);
    for (size_t i = 0; i < list->n; i++) {
        const struct yaml_node *n = &list->items[i];
        char *at = all + i * row->size;
        struct place place = yaml_where(n);
        memcpy(at + row->place_offset, &place, sizeof(place));
        if (!read_keys_of(r, n, keys, row->n_keys))
            continue;
        for (size_t k = 0; k < row->n_keys; k++) {
            struct str text = STR_NONE;
            if (case_get(n, row->keys[k].key) != NULL)
                (void)read_text(r, yaml_get(n, row->keys[k].key), &text);
            memcpy(at + row->keys[k].offset, &text, sizeof(text));
        }
    }
    *ret_n = list->n;
    return all;
}

void case_expect_read(const struct reading *r, const struct yaml_node *n, struct case_expect *ret)
{
    if (n == NULL || !read_keys_of(r, n, EXPECT_KEYS, ARRAY_LEN(EXPECT_KEYS)))
        return;
    const struct yaml_node *error = case_get(n, "error");
    (void)read_bool(r, case_get(n, "exactly"), &ret->exactly);
    if (error != NULL)
        (void)read_text(r, error, &ret->error);
    ret->obligations =
        read_rows(r, case_list(n, "obligations"), &OBLIGATION_ROW, &ret->n_obligations);
    ret->scores = read_rows(r, case_list(n, "scores"), &SCORE_ROW, &ret->n_scores);
    ret->forecast = read_rows(r, case_list(n, "forecast"), &FORECAST_ROW, &ret->n_forecast);
    ret->at_risk = read_rows(r, case_list(n, "at_risk"), &RISK_ROW, &ret->n_at_risk);
}
