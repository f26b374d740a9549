"""lintlib - what the lint tests share.

A lint is a module with two things: check(tree), which returns a list of problems,
and CASES, small made-up trees of which each either is clean or shows one problem.
run() tries the cases first - a lint that cannot fail proves nothing - and then the
repository. The output is TAP.

Trees are mappings from path to text, so that a case needs no files. Python's
standard library is enough.
"""

import os
import re
import sys

SKIPPED_FOLDERS = {".git", "node_modules", "__pycache__", "var", "subprojects"}
BINARY = (".docx", ".xlsx", ".png", ".jpg", ".pdf", ".mo", ".zip", ".db", ".doc")


class Tree:
    """The files of a repository: path with '/' -> text (bytes that are not UTF-8 are replaced)."""

    def __init__(self, files, root=None):
        self.files = files
        self.root = root

    def paths(self, *suffixes, under=""):
        """Paths below a folder (or the one file) that end in one of the suffixes, sorted."""
        return sorted(p for p in self.files
                      if (not suffixes or p.endswith(suffixes)) and is_under(p, under))

    def text(self, path):
        return self.files[path]


def is_under(path, folder):
    """Whether path is that file or lies in that folder; '' holds everything."""
    return folder == "" or path == folder or path.startswith(folder.rstrip("/") + "/")


def read_tree(root):
    files = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS
                            and not (folder == root and f.startswith("build")))
        for name in names:
            path = os.path.join(folder, name)
            rel = os.path.relpath(path, root).replace(os.sep, "/")
            if name.endswith(BINARY) or is_under(rel, "tests/fuzz/corpus"):
                files[rel] = ""
            elif os.path.isfile(path):
                with open(path, encoding="utf-8", errors="replace") as f:
                    files[rel] = f.read()
    return Tree(files, root)


# ---- C ---------------------------------------------------------------------

_TOKEN = re.compile(r'''
    (?P<comment>/\*.*?\*/|//[^\n]*)
  | (?P<string>"(?:\\.|[^"\\\n])*")
  | (?P<char>'(?:\\.|[^'\\\n])*')
''', re.S | re.X)


def blank(text):
    """The same number of characters and lines, nothing else."""
    return re.sub(r"[^\n]", " ", text)


def c_code(text, keep=()):
    """C text with comments, strings and characters blanked, except the kinds in `keep`."""
    return _TOKEN.sub(lambda m: m.group() if m.lastgroup in keep else blank(m.group()), text)


def c_strings(text):
    """(line, content) of every string literal."""
    return [(line_of(text, m.start()), m.group()[1:-1])
            for m in _TOKEN.finditer(text) if m.lastgroup == "string"]


def c_includes(text):
    """(line, header, whether in <>) of every #include."""
    code = c_code(text, keep=("string",))
    return [(line_of(code, m.start()), m.group(2), m.group(1) == "<")
            for m in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', code, re.M)]


def c_functions(text):
    """(name, first line, number of lines) of every function body, braces at column 0."""
    lines = c_code(text).split("\n")
    found = []
    start = None
    for i, line in enumerate(lines):
        if line.rstrip() == "{":
            start = i
        elif line.rstrip() == "}" and start is not None:
            head = " ".join(lines[max(0, start - 8):start])
            names = re.findall(r"(\w+)\s*\(", head.rsplit(";", 1)[-1].rsplit("}", 1)[-1])
            found.append((names[0] if names else "?", start + 1, i - start + 1))
            start = None
    return found


def line_of(text, at):
    return text.count("\n", 0, at) + 1


# ---- SQL -------------------------------------------------------------------


def sql_code(text, keep_comments=False):
    """SQL text with '...' strings, and unless kept -- and /* */ comments, blanked."""
    pattern = r"'(?:''|[^'])*'"
    if not keep_comments:
        pattern = r"--[^\n]*|/\*.*?\*/|" + pattern
    return re.sub(pattern, lambda m: blank(m.group()), text, flags=re.S)


# ---- running ---------------------------------------------------------------


def run(check, cases, notes=None):
    """Main of a lint: argv[1] is the root of the repository. Exits 1 if a case or the tree fails."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    root = sys.argv[1] if len(sys.argv) > 1 else os.getcwd()
    number = 0
    failed = 0
    print(f"1..{len(cases) + 1}", flush=True)
    for name, files, wanted in cases:
        number += 1
        problems = check(Tree(files))
        good = not problems if wanted is None else any(wanted in p for p in problems)
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - case: {name}")
        if not good:
            print(f"# wanted {wanted!r}, got {problems}")
    tree = read_tree(root)
    for note in notes(tree) if notes else []:
        print(f"# note: {note}")
    problems = check(tree)
    for problem in problems:
        print(f"# {problem}")
    failed += bool(problems)
    print(f"{'not ok' if problems else 'ok'} {number + 1} - the tree ({len(problems)} problems)")
    sys.exit(1 if failed else 0)
