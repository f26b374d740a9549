#!/usr/bin/env python3
"""chinese - Chinese text stands only where it is data or documentation.

Users read Chinese through gettext (po/), through the two tables whose rows hold
both languages side by side (docs/decisions/0002-two-languages-in-tables.md), and
in documents that the product writes. The reader of plans knows the words of its
documents. Everywhere else in code, identifiers, keys and messages are ASCII;
comments may name the Chinese term they speak of.
"""

import re

from lintlib import blank, c_code, is_under, line_of, run

CHINESE = re.compile("[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
                     "\uff00-\uffef\U00020000-\U0003ffff]")

# cli/table.c breaks lines and must know which Chinese marks never begin one.
ALLOWED = ["src/source", "src/deliver", "src/cli/table.c", "src/base/err.def", "src/core/remedy/finding.def",
           "src/core/remedy/cause_class.def", "src/core/remedy/promise.def",
           "src/core/record/words.def", "src/app/record_words.def", "src/app/table_words.def",
           "src/core/remedy/rectification.def", "src/core/expr/fault.def", "po", "sample",
           "catalog", "docs", "tests", "bench", "README.md", "README.zh-CN.md",
           "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]


def code_of(path, text):
    """The text without what may be Chinese anywhere: comments."""
    if path.endswith((".c", ".h", ".def")):
        text = c_code(text, keep=("string", "char"))
    elif path.endswith(".sql"):
        text = re.sub(r"--[^\n]*", lambda m: blank(m.group()), text)
    elif path.endswith((".py", ".build", ".sh")) or path.startswith(("script/", ".ci/")):
        text = re.sub(r"(?m)^\s*#.*$", lambda m: blank(m.group()), text)
    return text


def check(tree):
    problems = []
    for path in tree.paths():
        if any(is_under(path, a) for a in ALLOWED):
            continue
        text = code_of(path, tree.text(path))
        m = CHINESE.search(text)
        if m:
            problems.append(f"{path}:{line_of(text, m.start())}: Chinese text outside its places")
    return problems


CASES = [
    ("ASCII", {"src/cli/a.c": "int x;\n"}, None),
    ("in a comment", {"src/cli/a.c": "/* \u6574\u6539 */ // \u6574\nint x;\n"}, None),
    ("in a string", {"src/cli/a.c": '\nputs("\u6574\u6539");\n'}, "src/cli/a.c:2"),
    ("punctuation counts", {"src/cli/a.c": 's = "a\uff0cb";\n'}, "src/cli/a.c:1"),
    ("patterns of the plan reader", {"src/source/plan/a.c": 's = "\u6574";\n'}, None),
    ("tables with both languages", {"src/base/err.def": 'ERR("\u6574")\n'}, None),
    ("another table", {"src/cli/cli.def": 'ROW("\u6574")\n'}, "src/cli/cli.def"),
    ("translations", {"po/zh_CN.po": 'msgstr "\u6574"\n'}, None),
    ("SQL comment", {"src/store/migrate/1.sql": "a -- \u6574\n"}, None),
    ("SQL text", {"src/store/migrate/1.sql": "CHECK (a <> '\u6574')\n"}, "1.sql:1"),
    ("script", {"script/test": 'echo "\u6574"\n'}, "script/test"),
    ("tool", {"tools/x.py": 'x = "\u6574"\n'}, "tools/x.py"),
    ("an arrow or an umlaut is not Chinese", {"tools/x.py": 'x = "\u2192 \u00fc"\n'}, None),
]

if __name__ == "__main__":
    run(check, CASES)
