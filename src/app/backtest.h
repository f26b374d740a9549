/*
 * backtest.h — use case: had these rules and reminders run, which losses of the year would have
 * been warned of, and how many days ahead?
 *
 * Each point lost is put down to what it was lost for, so that the sums are those of the score:
 *
 *     timely    an obligation that the list of open duties had with points at risk, at least so
 * many days before its deadline as were asked for short     the same, but fewer days before, or on
 * the day itself unlisted  an obligation that the list never had before its deadline: it was born
 * too late, by an entry that came after it forecast  nothing was owed by a day, but a result had to
 * be reached, and on the first day of the sub-period the forecast had the item at risk; there were
 * so many days to its end event     a record that counts against the unit and that nobody owes: no
 * list can name it ahead unseen    none of these
 *
 * What was known on a day is what had been entered by its end; units, figures, outages and waivers
 * are those known now. docs/manual/scores.md says what the numbers may be used for.
 */
#pragma once

#include "app/score.h"

enum backtest_kind {
    BACKTEST_TIMELY,
    BACKTEST_SHORT,
    BACKTEST_UNLISTED,
    BACKTEST_SPENT,
    BACKTEST_FORECAST,
    BACKTEST_EVENT,
    BACKTEST_UNSEEN,
    BACKTEST__MAX
};

struct backtest_loss {
    size_t item; /* number in the framework */
    enum backtest_kind kind;
    points lost;
    const struct obligation *obligation; /* or NULL */
    const struct entry *entry;           /* EVENT: the record; else NULL */
    struct str about;                    /* what subject or record is known by; may be empty */
    size_t span;                         /* sub-period, 0: the whole period */
    bool has_first;                      /* TIMELY, SHORT, FORECAST: it would have been seen */
    date first;                          /* on that day first */
    date due;                            /* the deadline, or the day to reach it by */
    int32_t ahead;                       /* days from `first` to `due` */
};

struct backtest_unit {
    const struct app_score_unit *unit;
    const struct backtest_loss *losses; /* by item */
    size_t n;
    points lost;
    points sums[BACKTEST__MAX];
    size_t counts[BACKTEST__MAX];
};

struct app_backtest {
    struct app_scores scores; /* as worked out now, frozen or not */
    int32_t days;             /* that count as in time */
    const struct backtest_unit *units;
    size_t n;
};

/*
 * days    how many days before the deadline a warning must have come to be in time; 0: the day
 * itself errors  those of app_score
 */
ERR_CHECKED enum err_code app_backtest(struct arena *a, struct app *app,
                                       const struct score_ask *ask, int32_t days,
                                       struct app_backtest *ret, struct err *e);

/* "timely". */
const char *backtest_word(enum backtest_kind kind);
