/*
 * expr.h — the one small language of the catalogs: conditions and formulas.
 *
 * Place in the flow: catalog, record, obligation and score compile the
 * expressions of their definitions once and evaluate them for every record.
 * Pure: same text and values, same answer.
 *
 *     level != 'detained' and (hours >= 8 or form in ('group', 'single'))
 *     round(paid / due * 100, 2)
 *
 * The language, its grammar and what is missing: docs/manual/expressions.md.
 * In short:
 *   - numbers are exact (base/rational.h); what does not fit is an error;
 *   - a comparison with something missing is false, also `!=`; only
 *     `x = missing`, `x != missing` and `exists(x)` ask for it;
 *   - arithmetic and functions on something missing give missing;
 *   - conditions are true or false, never missing: a missing boolean counts
 *     as false;
 *   - `and`, `or` and `if` evaluate from the left and no more than they need.
 *
 * Memory: an expression lives in the arena given; the names and values of its
 * environment must live as long. Evaluation allocates nothing and recurses
 * nowhere. Threads: an expression is never changed after it is compiled.
 */
#pragma once

#include "base/date.h"
#include "base/lang.h"
#include "base/rational.h"

struct arena;
struct expr;

/* ---- limits ------------------------------------------------------------ */

enum {
    EXPR_LENGTH_MAX = 4096, /* bytes of a text */
    EXPR_DEPTH_MAX = 100,   /* operations one inside the other */
    EXPR_NODES_MAX = 1000,  /* names, literals, operators and calls */
    EXPR_NAMES_MAX = 65535, /* names of an environment, values of a name */
};

/* ---- types ------------------------------------------------------------- */

enum expr_type { EXPR_BOOL, EXPR_NUMBER, EXPR_TEXT, EXPR_DATE, EXPR_INSTANT, EXPR_TYPE__MAX };

/*
 * A name that a text may use. `values` are the texts it can have, where that is
 * known (an enum field): then constants compared with it are checked, its value
 * is given as an index into them, and no text is compared in the inner loop.
 */
struct expr_name {
    struct str name;
    enum expr_type type;
    const struct str *values; /* NULL, or of type EXPR_TEXT */
    size_t n_values;
};

/* What a text may speak of; a slot is an index into `names`. */
struct expr_env {
    const struct expr_name *names;
    size_t n;
};

/* The value of a slot, or the result. Missing: `present` is false, the rest does not matter. */
struct expr_value {
    bool present;
    union {
        bool truth;
        struct rational number;
        struct str text;
        int32_t index; /* in place of `text` for a slot whose name has values; one of them */
        date day;
        instant moment;
    };
};

/* What to compile. */
struct expr_source {
    struct str text;
    struct str what; /* the item, for details: "rule cc.education_hours where" */
    const struct expr_env *env;
    enum expr_type wanted;
};

/* What stood in the way, named for the reader: see fault.def. */
enum expr_wanted {
#define EXPR_WANTED(name, en, zh) EXPR_WANTED_##name,
#define EXPR_PHRASE(name, en, zh)
#include "core/expr/fault.def"
#undef EXPR_WANTED
#undef EXPR_PHRASE
    EXPR_WANTED__MAX
};

/* The first fault of a text: where, what was expected there, and what may have been meant. */
struct expr_fault {
    enum err_code code;
    size_t at;       /* byte offset in the text */
    struct str part; /* the bytes concerned, a view of the text; empty at its end */
    enum expr_wanted wanted;
    struct str nearest; /* what may have been meant, or empty */
};

/* ---- compiling --------------------------------------------------------- */

/*
 * Compile one text.
 *
 * fault   may be NULL; filled on failure, like `e`, whose detail holds the item, the offset
 *         and expr_fault_text in English
 * errors  ERR_EXPR_SYNTAX     cannot be read
 *         ERR_EXPR_NAME       no such name
 *         ERR_EXPR_FUNCTION   no such function
 *         ERR_EXPR_ARGUMENTS  too few or too many arguments
 *         ERR_EXPR_TYPE       something of another type is wanted
 *         ERR_EXPR_VALUE      a name with values never has this one
 *         ERR_EXPR_ARGUMENT   a constant argument is out of bounds
 *         ERR_EXPR_LENGTH, ERR_EXPR_DEPTH, ERR_EXPR_NODES   a limit above
 *         ERR_TEXT_ENCODING, ERR_NUMBER_RANGE, ERR_NUMBER_DIVISION, ERR_DATE_SYNTAX, ERR_DATE_RANGE
 *                             of a literal, or of what follows from constants alone
 */
ERR_CHECKED enum err_code expr_compile(struct arena *a, const struct expr_source *source,
                                       const struct expr **ret, struct expr_fault *fault,
                                       struct err *e);

/* The fault as a sentence: found "hour", wanted a known name; perhaps "hours". Lives in `a`. */
struct str expr_fault_text(struct arena *a, const struct expr_fault *f, enum lang lang);

/* Whether a text can use `name`: letters, digits and _ in parts joined by dots, no keyword. */
bool expr_name_ok(struct str name);

/* ---- asking ------------------------------------------------------------ */

/* The type of the result. */
enum expr_type expr_type_of(const struct expr *x);

/* Whether the result can depend on the slot. */
bool expr_uses(const struct expr *x, size_t slot);

/*
 * How a number moves with the slot, if no name is below 0: EXPR_RISES or EXPR_FALLS (or stays),
 * EXPR_FLAT if it does not depend on it, and both where it may do either or nobody can tell.
 */
enum expr_slope { EXPR_FLAT = 0, EXPR_RISES = 1, EXPR_FALLS = 2 };
unsigned expr_slope(const struct expr *x, size_t slot);

/*
 * The canonical form: one blank around operators, only the parentheses that are needed. Texts
 * that differ in nothing else have the same one, and it compiles to the same expression.
 */
struct str expr_text(const struct expr *x);

/* ---- evaluating -------------------------------------------------------- */

/*
 * The value for these slots: one for each name of the environment, of its type; those that the
 * expression does not use are not looked at.
 *
 * ret     of type expr_type_of; a result of type EXPR_BOOL is always present, a text is given as
 *         `text`, which lives as long as the slots and the environment
 * errors  ERR_NUMBER_DIVISION, ERR_NUMBER_RANGE, ERR_EXPR_ARGUMENT; the detail names the item
 *         and the part of the text
 */
ERR_CHECKED enum err_code expr_eval(const struct expr *x, const struct expr_value *slots,
                                    struct expr_value *ret, struct err *e);

/* The same for a condition (type EXPR_BOOL), without the way through a value. */
ERR_CHECKED enum err_code expr_holds(const struct expr *x, const struct expr_value *slots,
                                     bool *ret, struct err *e);
