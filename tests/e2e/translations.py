#!/usr/bin/env python3
"""translations - the Chinese texts are complete, and the manual knows every option.

    translations.py DUBAN
"""

import re
import subprocess

from e2elib import ROOT, case, contains, main, same, true

PO = ROOT / "po" / "zh_CN.po"
CLI = ROOT / "src" / "cli"


def entries(text):
    """{(msgid, plural): msgstrs} of a .po file, comments and header left out."""
    found = {}
    for block in text.split("\n\n"):
        block = "\n".join(line for line in block.split("\n") if not line.startswith("#"))
        parts = re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)', block, re.M)
        words = [(k, "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', v))) for k, v in parts]
        msgid = next((v for k, v in words if k == "msgid"), "")
        if msgid:
            found[msgid] = [v for k, v in words if k.startswith("msgstr")]
    return found


def extracted():
    """What xgettext finds in the sources."""
    build = (ROOT / "po" / "meson.build").read_text(encoding="utf-8")
    options = re.findall(r"'(--(?:keyword|flag|from-code)=[^']+)'", build)
    done = subprocess.run(["xgettext", "-f", "po/POTFILES.in", *options, "-o", "-"], cwd=ROOT, capture_output=True,
                          check=True)
    return entries(done.stdout.decode("utf-8"))


@case
def checked(p):
    """po-complete: msgfmt finds nothing untranslated, fuzzy or wrong"""
    done = subprocess.run(["msgfmt", "--check", "--statistics", "-o", p.path("x.mo"), str(PO)], capture_output=True,
                          check=False, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    same(done.returncode, 0, done.stderr.decode())
    true(re.fullmatch(r"\d+ translated messages\.\n", done.stderr.decode()), done.stderr.decode())
    true("#, fuzzy" not in PO.read_text(encoding="utf-8"), "nothing is fuzzy")


@case
def up_to_date(p):
    """po-complete: every text of the sources is translated, and no other"""
    del p
    have = entries(PO.read_text(encoding="utf-8"))
    want = extracted()
    same(sorted(set(want) - set(have)), [], "not in po/zh_CN.po")
    same(sorted(set(have) - set(want)), [], "not in the sources any more")
    same([k for k, v in have.items() if not all(v)], [], "empty")


@case
def all_sources_listed(p):
    """po-complete: every source with texts is in POTFILES.in, in order"""
    del p
    listed = (ROOT / "po" / "POTFILES.in").read_text(encoding="utf-8").split()
    with_texts = sorted(f"src/cli/{f.name}" for f in CLI.glob("*.[ch]") if f.name != "tr.h"
                        if re.search(r"\bTR(_N|_MARK)?\(", f.read_text(encoding="utf-8")))
    same(listed, with_texts, "POTFILES.in")


def options_of(text):
    return set(re.findall(r"--[a-z][a-z-]+", text))


@case
def documented(p):
    """cli-documented: manual and man page name every command and option, and no other"""
    overview = p.run("help", code=0).out
    commands = re.findall(r"(?m)^  ((?:[a-z]+ )+) +\S", overview[overview.index("Commands:"):])
    commands = [c.strip() for c in commands]
    true(len(commands) >= 5, commands)
    known = options_of(overview)
    for command in commands:
        known |= options_of(p.run("help", *command.split(), code=0).out)
    manual = (ROOT / "docs" / "manual" / "cli.md").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "man" / "duban.1").read_text(encoding="utf-8").replace("\\-", "-")
    for name, text in (("manual", manual), ("man page", page)):
        for command in commands:
            contains(text, f"duban {command}", name)
        same(sorted(known - options_of(text)), [], f"not in the {name}")
        same(sorted(options_of(text) - known), [], f"only in the {name}")


@case
def speaks_chinese(p):
    """no English is left on a Chinese screen of help"""
    for args in (["help"], ["help", "init"], ["help", "plan", "import"], ["help", "ledger", "list"],
                 ["help", "ledger", "show"], ["help", "audit", "verify"]):
        out = p.run(*args, "--lang", "zh", code=0).out
        for line in out.split("\n"):
            words = re.sub(r"^  [a-z]+( [a-z]+)?  |-{1,2}[\w-]+(=\S+)?|duban( \w+)*|DUBAN_\w+|LC_\w+|LANG|CSV|JSON|UTF-8|FILE", "", line)
            true(not re.search(r"[a-z]{3,} [a-z]{3,}", words), f"English in: {line}")


if __name__ == "__main__":
    main()
