#!/usr/bin/env python3
"""comments - the header is the manual: every function it declares, a comment explains.

A comment stands directly above a function, or above a block of declarations without an empty line in between, which it then explains together. A heading such as the one
of a section (dashes) explains nothing. Types speak by their fields. Every header and
every C file begins with a comment that names the file.
"""

import re

from lintlib import blank, c_code, line_of, run

HEADING = re.compile(r"^\s*/\* -{2,}.*-{2,} ?\*/$")


def blocks(text):
    """(line, comment, code) of each block between empty lines, comments inside counted as code."""
    code = c_code(text, keep=("string", "char"))
    found, start, depth = [], None, 0
    lines, bare = text.split("\n"), code.split("\n")
    comment_open = False
    for i, line in enumerate(lines + [""]):
        inside = depth > 0 or comment_open
        if line.strip() == "" and not inside:
            if start is not None:
                found.append((start, lines[start:i], bare[start:i]))
            start = None
            continue
        if start is None:
            start = i
        if i < len(bare):
            depth += bare[i].count("{") - bare[i].count("}")
        if "/*" in line and "*/" not in line.split("/*")[-1]:
            comment_open = True
        elif "*/" in line:
            comment_open = False
    return found


def declares(bare):
    """The first function a block declares, at the outermost level; None if it has only types."""
    text = re.sub(r"(?m)^\s*#(?:.*\\\n)*.*", lambda m: blank(m.group()), "\n".join(bare))
    text = re.sub(r"__attribute__\(\(.*?\)\)", "", text)
    while re.search(r"\{[^{}]*\}", text):
        text = re.sub(r"\{[^{}]*\}", " @", text)  # @ stands for a body
    function = re.search(r"\b(\w+)\s*\([^;@]*\)[^;@=]*[;@]", text)
    return function.group(1) if function and "typedef" not in text else None


def commented(lines, bare):
    """Whether the block begins with a comment that is no heading, or explains itself at its end."""
    first = next((k for k, b in enumerate(bare) if b.strip()), len(bare))
    above = [line for line in lines[:first] if not HEADING.match(line)]
    return any(line.strip() for line in above)


def check(tree):
    problems = []
    for path in tree.paths(".c", ".h", under="src"):
        text = tree.text(path)
        name = path.split("/")[-1]
        if not re.match(r"/\*\n \* " + re.escape(name) + r" (\u2014|-) ", text):
            problems.append(f"{path}:1: does not begin with a comment that names the file")
        if not path.endswith(".h"):
            continue
        for start, lines, bare in blocks(text):
            what = declares(bare)
            if what and not commented(lines, bare):
                problems.append(f"{path}:{start + 1}: {what} has no comment")
    return problems


HEAD = "/*\n * a.h \u2014 a thing.\n */\n#pragma once\n\n"

CASES = [
    ("explained", {"src/a.h": HEAD + "/* Say it. */\nvoid a_say(void);\n"}, None),
    ("not explained", {"src/a.h": HEAD + "void a_say(void);\n"}, "src/a.h:6: a_say has no comment"),
    ("a heading explains nothing",
     {"src/a.h": HEAD + "/* ---- saying ---- */\n\nvoid a_say(void);\n"}, "a_say has no comment"),
    ("heading right above",
     {"src/a.h": HEAD + "/* ---- saying ---- */\nvoid a_say(void);\n"}, "a_say has no comment"),
    ("one comment for a block",
     {"src/a.h": HEAD + "/* Start and stop. */\nvoid a_on(void);\nvoid a_off(void);\n"}, None),
    ("the next block needs its own",
     {"src/a.h": HEAD + "/* Start. */\nvoid a_on(void);\n\nvoid a_off(void);\n"}, "a_off has no"),
    ("a prototype of two lines",
     {"src/a.h": HEAD + "ERR_CHECKED enum err_code a_do(int x,\n    int y);\n"}, "a_do has no"),
    ("types may speak for themselves",
     {"src/a.h": HEAD + "struct a {\n    void (*fn)(int x);\n\n    int y;\n};\n"}, None),
    ("a body in the header",
     {"src/a.h": HEAD + "static inline int a_get(int x)\n{\n\n    return x;\n}\n"}, "a_get has no"),
    ("forward declaration", {"src/a.h": HEAD + "struct b;\n"}, None),
    ("comment of several paragraphs",
     {"src/a.h": HEAD + "/*\n * Say.\n\n * More.\n */\nvoid a_say(void);\n"}, None),
    ("file without a head", {"src/a.c": "int x;\n"}, "src/a.c:1"),
    ("head names another file", {"src/a.c": "/*\n * b.c \u2014 x.\n */\n"}, "src/a.c:1"),
]

if __name__ == "__main__":
    run(check, CASES)
