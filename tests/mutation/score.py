#!/usr/bin/env python3
"""score.py - whether the tests would notice a wrong boundary in core/score.

    score.py FOLDER [--only TEXT] [--list]

The same as obligation.py beside it, for the engine of scores: each wrong version must be caught by
the unit tests of core/score, by app-world, or by the cases of tests/golden/score and replay.
"""

import re
import sys

import obligation as mutation

mutation.ENGINE = "src/core/score"
mutation.MISTAKES += [
    (re.compile(r"\blesser\("), "greater("),
    (re.compile(r"\bgreater\("), "lesser("),
    (re.compile(r"OUTLOOK_MET\b(?!\])"), "OUTLOOK_NOW"),
    (re.compile(r"OUTLOOK_NOW\b(?!\])"), "OUTLOOK_MET"),
    (re.compile(r"\brational_add\("), "rational_sub("),
    (re.compile(r"\brational_sub\("), "rational_add("),
    (re.compile(r"\bpoints_add\("), "points_sub("),
    (re.compile(r"\bpoints_sub\("), "points_add("),
    (re.compile(r"ROW\(NOWHERE, "), "ROW(OBLIGATION_MISSED, "),
    (re.compile(r"LAYOUT_GOOD\b"), "LAYOUT_BAD"),
    (re.compile(r"LAYOUT_BAD\b"), "LAYOUT_GOOD"),
    (re.compile(r"LAYOUT_MAY_HELP\b"), "LAYOUT_MAY_HARM"),
    (re.compile(r"LAYOUT_MAY_HARM\b"), "LAYOUT_MAY_HELP"),
]
mutation.MISTAKES = [m for m in mutation.MISTAKES if "scene_horizon" not in m[0].pattern]
TIE = "of two equal values either may be taken"
BEYOND = "reads beyond an array, which the sanitizers of the usual build notice"
TWICE = "what comes later bounds it again"
mutation.SAME = [
    ("forecast.c", "n[v].full.centi > full.centi", ">=", TIE),
    ("forecast.c", "a.centi <= b.centi", "<", TIE),
    ("forecast.c", "caught.score.centi > ", ">=", TIE),
    ("forecast.c", "n[VIEW_NOW].score.centi > ", ">=", TIE),
    ("forecast.c", "v <= VIEW_BOTTOM", "v < VIEW_BOTTOM", TWICE),
    ("layout.c", "spans[0] =", "RATIONAL(2)", "the share of the whole period is asked by nobody"),
    ("layout.c", "k != NULL && i < k->n_figures", "", BEYOND),
    ("layout.c", "&& k < n; k++", "k <= n", BEYOND),
    ("layout.c", "k + 1 < i", "", "a measure does not speak of itself"),
    ("layout.c", "n_slots_max)", ">=", TIE),
    ("layout.c", "n_terms_max)", ">=", TIE),
    ("leaf.c", "o == OUTLOOK_BEST ||", "&&", "what is caught up looks to the end as well, and is no worse"),
    ("leaf.c", "t->least.points) < 0", "<=", TIE),
    ("measure.c", "f->closes_at.ms < t.ms", "<=", TIE),
    ("measure.c", "c->n_entries > 1", ">=", "one alone is in order"),
    ("measure.c", "value->day.days <= x->now", "<", TIE),
    ("measure.c", "days < c->ret->today.days", "<=", TIE),
    ("measure.c", "span < item->n_spans; span++", "<=", BEYOND),
    ("measure.c", "a->cell < b->cell", "<=", "they are not the same here"),
    ("measure.c", "u->keys.n > 1", ">=", "one alone is in order"),
    ("measure.c", "bool known = n > 0", ">=", BEYOND),
    ("measure.c", "known && s < MEASURED_STATE__MAX", "<=", BEYOND),
    ("measure.c", "n_cells + 1, size_t", "n_cells, size_t", BEYOND),
    ("measured.c", "s < MEASURED_STATE__MAX; s++", "<=", BEYOND),
    ("method.c", "rational_cmp(a, b) <= 0", "<", TIE),
    ("method.c", "rational_cmp(a, b) >= 0", ">", TIE),
    ("method.c", "lesser(done, RATIONAL(1))", "RATIONAL(2)", TWICE),
    ("method.c", "rational_text(rational_cmp(ret->points, low) < 0", "<=", "the points are not at a bound here"),
    ("reach.c", "at_least) < 0", "<=", TIE),
    ("reach.c", "at_most) > 0", ">=", TIE),
    ("score.c", "n->score.centi > 0", ">=", TIE),
    ("score.c", "k < x->n_nodes", "<=", BEYOND),
    ("score.c", "k < m->n_rules", "<=", BEYOND),
    ("today.c", "i < ARRAY_LEN(by)", "<=", BEYOND),
    ("today.c", "if (n > 1)", ">=", "one alone is in order"),
]


def targets(_tree):
    return ["tests/unit/core/score/core-score-method", "tests/unit/core/score/core-score-today",
            "tests/unit/app/app-world"]


def case_files(tree):
    return [f for folder in ("score", "replay")
            for f in sorted((tree / "tests" / "golden" / folder).glob("*.yaml"))]


mutation.targets = targets
mutation.case_files = case_files

if __name__ == "__main__":
    sys.exit(mutation.main())
