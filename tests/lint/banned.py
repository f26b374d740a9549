#!/usr/bin/env python3
"""banned - words that C code does not use, and where each one is at home.

base/banned.h makes the worst calls a compile error; this lint extends the ban to
what a compiler cannot know: that points never pass through floating point, that
memory comes from arenas, that only the application reads the clock, that only the
command line writes to the terminal, and that SQL lives in the store.
"""

import re

from lintlib import c_code, c_strings, is_under, line_of, run

# (words, where they may stand, what to do instead)
RULES = [
    ("double float", ["src/deliver/sheet_xlsx.c"],  # what a cell of a workbook holds
     "points are integers in hundredths; rationals keep the rest exact"),
    ("malloc calloc realloc reallocarray strdup strndup asprintf vasprintf",
     ["src/base", "src/store/store.c", "src/store/driver"],  # handles, and what libpq is handed
     "allocate from an arena, so that the lifetime is named"),
    ("time clock clock_gettime gettimeofday timespec_get localtime_r gmtime_r mktime",
     ["src/app/clock.c"], "take the moment as an argument; the application reads the clock once"),
    ("getenv secure_getenv setenv putenv unsetenv", ["src/cli", "src/main.c"],
     "take the setting as an argument"),
    ("printf vprintf puts putchar perror", ["src/cli", "src/main.c"],
     "return an error or fill a buf; only the command line prints"),
    ("fprintf vfprintf fputs fputc fwrite stdout stderr",
     ["src/cli", "src/main.c", "src/base/base.c"],
     "return an error or fill a buf; only the command line prints"),
    ("exit _exit quick_exit abort atexit", ["src/main.c", "src/base/base.c"],
     "return an error, or must() for a bug"),
    ("assert", [], "must() stays on in release builds"),
    ("system popen execl execlp execle execv execvp execve fork vfork", [],
     "no other program takes part"),
    ("rand srand random srandom drand48", [], "nothing here is left to chance"),
    ("scanf fscanf sscanf vsscanf strtol strtoul strtoll strtoull strtof strtold", [],
     "str_to_i64 and points_parse take the whole text or fail"),
    ("setjmp longjmp alloca", [], "errors are returned; stack use does not depend on input"),
]

# Not a clock but a stopwatch; outside the core a pause or a timeout may be measured.
STOPWATCH = re.compile(r"clock_gettime\(CLOCK_MONOTONIC\b")

# Words that also name fields or attributes: only a call counts.
ORDINARY = {"time", "clock", "system", "random", "exit", "printf"}

# What a C string with SQL in it looks like. The driver's own verbs (BEGIN, COMMIT, PRAGMA,
# SET, and calls of PostgreSQL's own functions) are no statements of the application.
SQL = re.compile(r"^\s*(SELECT\s+(?!pg_\w+\()|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS|"
                 r"CREATE\s+(TABLE|INDEX|UNIQUE|VIEW|TRIGGER)|DROP\s+(TABLE|INDEX|VIEW)|ALTER\s+TABLE)",
                 re.I)


def compiler_banned(tree):
    """The names that base/banned.h refuses, so that code which never compiles here is seen too."""
    header = "src/base/banned.h"
    if header not in tree.files:
        return []
    return re.findall(r"^#define (\w+) BANNED\(\1\)", tree.text(header), re.M)


def rules_of(tree):
    banned = " ".join(w for w in compiler_banned(tree) if w != "setlocale")
    return RULES + [(banned, ["src/base/banned.h"], "base/banned.h says why"),
                    ("setlocale", ["src/main.c", "src/base/banned.h"], "main sets the locale once")]


def check_words(tree, path, rules):
    code = c_code(tree.text(path))
    problems = []
    for words, homes, instead in rules:
        if not words or any(is_under(path, home) for home in homes):
            continue
        for m in re.finditer(r"(?<![\w.])(?<!->)(" + "|".join(words.split()) + r")\b", code):
            if m.group() in ORDINARY and not code[m.end():].lstrip().startswith("("):
                continue
            if STOPWATCH.match(code, m.start()) and not is_under(path, "src/core"):
                continue
            problems.append(f"{path}:{line_of(code, m.start())}: {m.group()}: {instead}")
    return problems


def check(tree):
    problems = []
    rules = rules_of(tree)
    for path in tree.paths(".c", ".h", under="src"):
        problems += check_words(tree, path, rules)
        for line, content in c_strings(tree.text(path)):
            if SQL.match(content):
                problems.append(f"{path}:{line}: SQL text belongs into src/store/sql or migrate")
    return problems


CASES = [
    ("clean", {"src/core/a.c": "/* double malloc */\nconst char *s = \"double printf(\";\n"}, None),
    ("floating point", {"src/core/a.c": "static double x;\n"}, "src/core/a.c:1: double"),
    ("float in a header", {"src/app/a.h": "\nfloat f(void);\n"}, "src/app/a.h:2: float"),
    ("word inside a word", {"src/core/a.c": "int doubles; int my_malloc(void);\n"}, None),
    ("malloc outside base", {"src/store/a.c": "p = malloc(3);\n"}, "malloc: allocate from an arena"),
    ("malloc in base", {"src/base/a.c": "p = malloc(3);\n"}, None),
    ("strdup", {"src/cli/a.c": "p = strdup(q);\n"}, "strdup"),
    ("clock in the core", {"src/core/a.c": "t = time(NULL);\n"}, "time: take the moment"),
    ("clock in its file", {"src/app/clock.c": "clock_gettime(CLOCK_REALTIME, &t);\n"}, None),
    ("a stopwatch", {"src/store/a.c": "clock_gettime(CLOCK_MONOTONIC, &t);\n"}, None),
    ("a stopwatch in the core", {"src/core/a.c": "clock_gettime(CLOCK_MONOTONIC, &t);\n"},
     "clock_gettime"),
    ("the clock beside the stopwatch", {"src/store/a.c": "clock_gettime(CLOCK_REALTIME, &t);\n"},
     "clock_gettime"),
    ("a field called time", {"src/core/a.c": "x.time = y->time; int time;\n"}, None),
    ("printing in the store", {"src/store/a.c": "printf(\"x\");\n"}, "printf"),
    ("snprintf is no printing", {"src/store/a.c": "snprintf(b, 3, \"x\");\n"}, None),
    ("stderr in source", {"src/source/a.c": "fputs(x, stderr);\n"}, "stderr"),
    ("environment below the command line", {"src/app/a.c": "getenv(\"HOME\");\n"}, "getenv"),
    ("a field called exit, a format attribute",
     {"src/app/a.c": "x->exit = y.exit; int exit; __attribute__((format(printf, 1, 2)))\n"}, None),
    ("exit in a library", {"src/app/a.c": "exit(1);\n"}, "exit"),
    ("assert", {"src/core/a.c": "assert(x);\n"}, "must()"),
    ("other programs", {"src/app/a.c": "system(\"ls\");\n"}, "no other program"),
    ("a parser without errors", {"src/cli/a.c": "n = strtol(s, NULL, 10);\n"}, "str_to_i64"),
    ("names of banned.h, also where nothing is compiled",
     {"src/base/banned.h": "#define strcpy BANNED(strcpy)\n",
      "src/core/a.c": "#if 0\nstrcpy(a, b);\n#endif\n"}, "src/core/a.c:2: strcpy"),
    ("setlocale outside main", {"src/cli/a.c": "setlocale(LC_ALL, \"\");\n"}, "setlocale"),
    ("SQL in C", {"src/store/plan.c": 'q = "SELECT * FROM plan";\n'}, "SQL text"),
    ("SQL in C, lower case", {"src/app/a.c": 'q = "insert into plan values (1)";\n'}, "SQL text"),
    ("the driver's verbs", {"src/store/driver/a.c": 'q = "BEGIN IMMEDIATE"; r = "PRAGMA x"; '
                                         's = "SELECT pg_advisory_xact_lock(7)";\n'}, None),
    ("ordinary text", {"src/cli/a.c": 'q = "select a plan"; r = "update";\n'}, "SQL text"),
]
# "select a plan" looks like a statement and is refused; the last case documents the price.

if __name__ == "__main__":
    run(check, CASES)
