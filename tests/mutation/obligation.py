#!/usr/bin/env python3
"""obligation.py - whether the tests would notice a wrong boundary in core/obligation.

    obligation.py FOLDER [--only TEXT] [--list]

Makes small wrong versions of the engine, one at a time: < for <= and the other way round, > for >=,
the first day for the last, a day more or less, one side of a condition left out. Each must be caught
by the unit tests of core/obligation or by the cases of tests/golden/obligation. Those that cannot be
caught, since they mean the same, are named in SAME with the reason.

On demand, not in the suite: it takes some minutes. FOLDER receives a copy of the tree and a build of
it, and is used again the next time. Ends with 1 if any wrong version was not noticed.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINE = "src/core/obligation"
UNITS = "tests/unit/core/obligation"
CASES = "tests/golden/obligation"

# Each kind of mistake: what is looked for in a line, and what stands there instead.
MISTAKES = [
    (re.compile(r"(?<![-<>=!]) <= "), " < "),
    (re.compile(r"(?<![-<>=!]) < "), " <= "),
    (re.compile(r"(?<![-<>=!]) >= "), " > "),
    (re.compile(r"(?<![-<>=!]) > "), " >= "),
    (re.compile(r" == "), " != "),
    (re.compile(r" != "), " == "),
    (re.compile(r" && "), " || "),
    (re.compile(r" \|\| "), " && "),
    (re.compile(r"\.first\b(?! =)"), ".last"),
    (re.compile(r"\.last\b(?! =)"), ".first"),
    (re.compile(r"local_day\(([^()]*)\)"), r"((date){local_day(\1).days + 1})"),
    (re.compile(r"local_day\(([^()]*)\)"), r"((date){local_day(\1).days - 1})"),
    (re.compile(r"local_day_after\("), "local_day_start("),
    (re.compile(r"(\w[\w.>-]*)\.n\)"), r"\1.n + 1)"),
    (re.compile(r"(\w[\w.>-]*)\.n\)"), r"\1.n - 1)"),
    (re.compile(r", 1\);"), ", 2);"),
    (re.compile(r", 1\);"), ", 0);"),
    (re.compile(r" \+ 1\b"), ""),
    (re.compile(r"RATIONAL\(1\)"), "RATIONAL(2)"),
    (re.compile(r"scene_horizon\((\w[\w.>-]*)\)"), r"((date){scene_horizon(\1).days + 1})"),
    (re.compile(r"scene_horizon\((\w[\w.>-]*)\)"), r"((date){scene_horizon(\1).days - 1})"),
]

# Wrong versions that mean the same: (file, part of the line, what it became), and why.
SAME = [
    ("dossier.c", "type[0] < type[1] ?", "<=", "the two differ there"),
    ("dossier.c", "occurred_on.days < b->now", "<=", "the two differ there"),
    ("dossier.c", "a->entry->id > b->entry->id", "=", "no number is there twice"),
    ("dossier.c", "kept > 1", ">=", "one entry is in order"),
    ("dossier.c", "(uintptr_t)x->entry->type < (uintptr_t)t", "<=", "the same type was asked before"),
    ("dossier.c", "to > from ?", ">=", "a difference of 0 is 0"),
    ("due.c", "day.days <= resumed.days", "day.days < resumed.days", "moved to where it is"),
    ("judge.c", "s->as_of.ms < obligation_too_late", "o->need) <= 0",
     "before the deadline all there is was in time, and it is met"),
    ("judge.c", "due.first.days < due.day.days", "<=", "counted twice up to the same day"),
    ("scene.c", "s->ahead.days > today.days", ">=", "both are the same day"),
    ("scene.c", "last.days < first.days", "<=", "one day is gone through either way"),
    ("scene.c", "s->windows.days.first.days > first.days", "first.days >= first.days", "both are the same day"),
    ("scene.c", "s->windows.days.first.days > first.days", "some || ", "what is gone through besides is left out"),
    ("scene.c", "s->windows.days.first.days > first.days", "days.last.days > first", "and so is this"),
    ("scene.c", "s->windows.days.last.days < last.days", "last.days <= last.days", "both are the same day"),
    ("scene.c", "s->windows.days.last.days < last.days", "days.first.days < last", "what is gone through besides is left out"),
    ("scene.c", "return first.days <= last.days ?", "first.days < last.days", "one day is gone through either way"),
    ("subject.c", "date horizon = scene_horizon", "+ 1", "scene_asks leaves out what has not begun"),
    ("subject.c", "horizon.days > first.days ?", ">=", "both are the same day"),
    ("unit.c", "scene_horizon(s)}", "+ 1", "scene_asks leaves out what has not begun"),
    ("subject.c", "life.start.days > w.first.days", ">=", "both are the same day"),
    ("subject.c", "life.end.days < w.last.days", "<=", "both are the same day"),
    ("subject.c", "life.end.days < last.days", "<=", "both are the same day"),
    ("subject.c", "judge_add(&s->judge, &o, w.first, e)", "w.last",
     "only rules for records count from the day it happened"),
    ("unit.c", "judge_add(j, &o, w.first, e)", "w.last",
     "only rules for records count from the day it happened"),
    ("tally.c", "rational_cmp(now, in_time) < 0", "<=", "both are the same amount"),
    ("unit.c", "ARENA_NEW_N(a, k->n_figures + 1", "k->n_figures,",
     "a slot too few is seen by the sanitizers, which this build does without"),
]


class Mutant:
    def __init__(self, path, number, line, wrong):
        self.path, self.number, self.line, self.wrong = path, number, line, wrong

    def __str__(self):
        return f"{self.path.name}:{self.number}: {self.line.strip()}  ->  {self.wrong.strip()}"

    def same(self):
        return next((why for name, part, became, why in SAME
                     if name == self.path.name and part in self.line and became in self.wrong), None)


def code_lines(text):
    """(number, line) of what is neither comment nor directive nor the head of a counting loop."""
    comment = False
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        inside = comment or bare.startswith(("/*", "*", "//"))
        comment = (comment or "/*" in bare) and "*/" not in bare
        if inside or bare.startswith("#") or re.match(r"for \(size_t i = 0; i < [\w>.-]+; i\+\+\)", bare):
            continue
        yield number, re.sub(r"/\*.*?\*/", lambda m: " " * len(m.group()), line)


def mutants(folder):
    for path in sorted((folder / ENGINE).glob("*.c")):
        for number, line in code_lines(path.read_text(encoding="utf-8")):
            seen = set()
            for pattern, instead in MISTAKES:
                for match in pattern.finditer(line):
                    wrong = line[:match.start()] + match.expand(instead) + line[match.end():]
                    if wrong not in seen:
                        seen.add(wrong)
                        yield Mutant(path, number, line, wrong)


# ---- building and running -------------------------------------------------------------------


def run(*command, folder, seconds=900):
    return subprocess.run([str(c) for c in command], cwd=folder, capture_output=True, text=True,
                          check=False, timeout=seconds)


def prepare(work):
    """A copy of the tree as it is, built without sanitizers."""
    tree, build = work / "tree", work / "build"
    listed = run("git", "ls-files", "-co", "--exclude-standard", folder=ROOT)
    names = listed.stdout.split("\n") if listed.returncode == 0 else \
        [p.relative_to(ROOT) for p in ROOT.rglob("*")]  # an unpacked archive
    for name in filter(None, names):
        source, target = ROOT / name, tree / name
        if not source.is_file() or (target.exists() and target.read_bytes() == source.read_bytes()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    if not (build / "build.ninja").exists():
        done = run("meson", "setup", build, tree, "-Doptimization=0", folder=work)
        if done.returncode != 0:
            sys.exit(done.stdout[-2000:])
    return tree, build


def targets(tree):
    units = sorted(p.stem.removeprefix("test_") for p in (tree / UNITS).glob("test_*.c"))
    return [f"{UNITS}/core-obligation-{unit}" for unit in units]


def case_files(tree):
    return sorted((tree / CASES).glob("*.yaml"))


def noticed(tree, build, units):
    """By what a wrong version is noticed; None: by nothing."""
    done = run("ninja", "-C", build, "src/duban", *units, folder=build)
    if done.returncode != 0:
        return "the compiler"
    for unit in units:
        try:
            if run(build / unit, folder=build, seconds=20).returncode != 0:
                return Path(unit).name
        except subprocess.TimeoutExpired:
            return f"{Path(unit).name} (no end)"
    files = case_files(tree)
    try:
        done = run(build / "src/duban", "case", "run", *files, folder=build, seconds=60)
    except subprocess.TimeoutExpired:
        return "cases (no end)"
    if done.returncode == 0:
        return None
    cases = [line.split(" ")[1].rstrip(":") for line in done.stdout.split("\n")
             if line.startswith("DIFFERS")]
    return f"{len(cases)} cases: {cases[0]}" if cases else "cases (crash)"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", help="wrong versions whose text holds this")
    parser.add_argument("--list", action="store_true", help="name them, and do nothing")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    args.folder = args.folder.resolve()
    tree, build = (ROOT, None) if args.list else prepare(args.folder)
    found = [m for m in mutants(tree) if not args.only or args.only in str(m)]
    if args.list:
        print("\n".join(f"{m}{'  (same)' if m.same() else ''}" for m in found))
        return 0
    units = targets(tree)
    wrong = noticed(tree, build, units)
    if wrong is not None:
        sys.exit(f"the right version does not pass: {wrong}")
    counts, survivors = {"caught": 0, "not compiled": 0, "same": 0}, []
    for mutant in found:
        if mutant.same():
            counts["same"] += 1
            continue
        right = mutant.path.read_text(encoding="utf-8")
        lines = right.split("\n")
        lines[mutant.number - 1] = mutant.wrong
        mutant.path.write_text("\n".join(lines), encoding="utf-8")
        try:
            by = noticed(tree, build, units)
        finally:
            mutant.path.write_text(right, encoding="utf-8")
        if by is None:
            survivors.append(mutant)
        counts["not compiled" if by == "the compiler" else "caught"] += by is not None
        print(f"{'SURVIVES' if by is None else 'caught  '} {mutant}  [{by}]", flush=True)
    run("ninja", "-C", build, "src/duban", *units, folder=build)
    print(f"{len(found)} wrong versions: {counts}, {len(survivors)} survive")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
