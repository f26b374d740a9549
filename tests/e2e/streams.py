#!/usr/bin/env python3
"""streams - closed, full and broken outputs; standard input; strange file names.

    streams.py DUBAN
"""

import os
import subprocess

from e2elib import DATA, case, contains, error, lacks, main, same, true


def ready(p):
    p.run("init", code=0)


@case
def closed_output(p):
    """a closed standard output is an error, and never the database; what was stored is told as stored"""
    ready(p)
    size = (p.folder / "duban.db").stat().st_size
    done = p.run("plan", "import", p.data("plan.txt"), preexec_fn=lambda: os.close(1))
    error(done, 7, "FILE-1105")
    same(p.run("audit", "verify", "--format", "json", code=0).json()["entries"], 2, "audit entries")
    true((p.folder / "duban.db").stat().st_size >= size, "the database is whole")


@case
def closed_everything(p):
    """all three descriptors closed: an exit code, no harm"""
    ready(p)
    done = p.run("ledger", "list", "--format", "json", preexec_fn=lambda: [os.close(n) for n in (0, 1, 2)])
    same((done.code, done.out, done.err), (7, "", ""), "result")
    p.run("plan", "import", p.data("plan.txt"), code=0, preexec_fn=lambda: os.close(2))
    same(p.run("audit", "verify", "--format", "json", code=0).json()["entries"], 2, "audit entries")


@case
def full_output(p):
    """a full disk behind standard output is an error, also for help"""
    ready(p)
    for args in (["--help"], ["help", "init"], ["--version"], ["ledger", "list", "--format", "json"],
                 ["audit", "verify"]):
        with open("/dev/full", "wb") as full:
            error(p.run(*args, stdout=full), 7, "FILE-1103")
    with open("/dev/full", "wb") as full:
        error(p.run("plan", "import", "-n", "--format", "json", p.data("plan.txt"), stdout=full), 7, "FILE-1103")
        done = p.run("plan", "import", "--format", "json", p.data("plan.txt"), stdout=full)
    error(done, 7, "FILE-1105")
    contains(done.err, "done and stored")
    same(p.run("audit", "verify", "--format", "json", code=0).json()["entries"], 2, "it is stored")


@case
def broken_pipe(p):
    """a reader that goes away is no error and no noise"""
    ready(p)
    p.run("plan", "import", p.data("plan.txt"), code=0)
    for args in (["ledger", "list"], ["ledger", "list", "--format", "csv", "--bom"], ["--help"]):
        read, write = os.pipe()
        os.close(read)
        done = p.run(*args, stdout=write)
        os.close(write)
        same((done.code, done.err), (0, ""), args)


@case
def slow_reader(p):
    """a product longer than a pipe holds arrives whole"""
    text = (DATA / "plan.txt").read_text(encoding="utf-8")
    item = text[text.index("1．受理时效"):text.index("2．经费保障")]
    many = "".join(item.replace("1．受理时效", f"{n}．受理时效{n}") for n in range(1, 2001))
    plan = p.write("many.txt", text.replace(item, many))
    done = p.run("plan", "import", "-n", "--format", "json", plan, code=0)
    same(len(done.json()["items"]), 2003, "items")
    true(len(done.raw) > 500000, "longer than any pipe")


@case
def hostile_lengths(p):
    """lists and names of absurd length end in a product or an error, soon"""
    text = (DATA / "plan.txt").read_text(encoding="utf-8")
    many = "、".join(f"科室{n}" for n in range(400))
    rows = "".join(f"{n}．项目{n}（应得2分，实得1分）\n" for n in range(5, 300))
    item = "2．数据质量"
    wide = text.replace("办公室、基层工作科", many)
    tall = wide.replace(item, rows + item)
    for name, content in (("wide.txt", wide), ("tall.txt", tall), ("name.txt", text.replace("登录率", "率" * 100000))):
        path = p.write(name, content)
        for args in (["--format=table"], ["--format=csv"], ["--format=json"]):
            done = p.run("plan", "import", "-n", path, *args)
            true(done.code in (0, 3), done.err[-500:])
            true(done.code == 0 or "[TEXT-1007]" in done.err or "[PLAN-20" in done.err, done.err[-500:])
        done = p.terminal("plan", "import", "-n", path)
        true(done.code in (0, 3), done.code)


@case
def standard_input(p):
    """- is standard input, and its plan is known again by its content"""
    ready(p)
    text = (DATA / "plan.txt").read_bytes()
    done = p.run("plan", "import", "-", stdin=text, code=0)
    contains(done.err, "imported as plan 1")
    contains(p.run("plan", "import", p.data("plan.txt"), code=0).err, "already stored")
    lacks(p.run("ledger", "show", code=0).out, "File")
    error(p.run("plan", "import", "-", stdin=b""), 3, "PLAN-2001")
    corrected = (DATA / "plan-corrected.txt").read_bytes()
    error(p.run("plan", "import", "-", stdin=corrected), 5, "PLAN-2011")
    p.run("plan", "import", "-", "-y", stdin=corrected, code=0)


@case
def two_dashes(p):
    """-- ends the options"""
    text = (DATA / "plan.txt").read_bytes()
    p.write("--help", text)
    p.write("-n", text)
    for name in ("--help", "-n"):
        done = p.run("plan", "import", "--dry-run", "--format", "csv", "--", name, code=0)
        true(done.out.startswith("no,category"), done)
    error(p.run("plan", "import", "-n", "--", "a", "b"), 2, "CLI-9001")
    contains(p.run("--", "ledger", "list").err, "[DB-1202]")


@case
def strange_names(p):
    """names with line ends, escapes or broken bytes are shown safely and can be imported"""
    ready(p)
    text = (DATA / "plan.txt").read_bytes()
    for number, (name, shown) in enumerate([(b"a\nb.txt", r"a\nb.txt"), (b"\033[31mred", r"\x1b[31mred"),
                                            (b"\xff\xfe.txt", "\"??.txt\""),
                                            ("\u202etxt.dne".encode(), r"\u202etxt.dne")]):
        done = p.run("plan", "import", name)
        error(done, 4, "FILE-1101")
        contains(done.err, shown)
        same(done.err.count("\n"), 2, "lines")
        with open(os.path.join(os.fsencode(p.folder), name), "wb") as f:
            f.write(text.replace("5号".encode(), f"{number + 50}号".encode()))
        contains(p.run("plan", "import", name, code=0).err, f"imported as plan {number + 1}")
    shown = p.run("ledger", "show", code=0).out
    lacks(shown, "\u202e")
    contains(shown, r"\u202etxt.dne")


@case
def escape_sequences_inside(p):
    """a document cannot steer the terminal"""
    text = (DATA / "plan.txt").read_text(encoding="utf-8").replace("窗口当日录入", "窗口\x1b[2J当日\u202e录入")
    done = p.run("plan", "import", "-n", p.write("evil.txt", text))
    lacks(done.out + done.err, "\x1b")
    ready(p)
    if p.run("plan", "import", p.path("evil.txt")).code == 0:
        shown = p.run("ledger", "show", "1", code=0).out
        lacks(shown, "\x1b")
        lacks(shown, "\u202e")


@case
def no_environment(p):
    """an empty environment is enough"""
    done = subprocess.run([p.duban, "init", "--db", p.path("e.db")], cwd=p.folder, capture_output=True, check=False,
                          env={k: v for k, v in p.env.items() if k.endswith("SAN_OPTIONS")})
    same(done.returncode, 0, done.stderr)
    true(done.stderr.startswith(b"duban: key of sealed fields made: "), done.stderr)


if __name__ == "__main__":
    main()
