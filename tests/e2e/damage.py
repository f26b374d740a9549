#!/usr/bin/env python3
"""damage - files that are no plan, and databases that are no database.

    damage.py DUBAN
"""

import os
import random
import sqlite3

from e2elib import DATA, ROOT, case, contains, error, main, same, true

SAMPLE = ROOT / "sample" / "plan-2016.docx"


def refused(p, name, content, code, number, *args):
    """The file is refused with this code, and the ledger is as it was."""
    before = p.run("audit", "verify", "--format", "json", code=0).out
    done = p.run("plan", "import", p.write(name, content) if content is not None else p.path(name), *args)
    error(done, code, number)
    same(p.run("audit", "verify", "--format", "json", code=0).out, before, f"the database after {name}")
    return done


@case
def no_plan(p):
    """what is no plan gets one clear error, and nothing is stored"""
    p.run("init", code=0)
    rng = random.Random(11)
    docx = SAMPLE.read_bytes()
    for name, content, number in (
            ("empty.txt", b"", "PLAN-2001"),
            ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + rng.randbytes(4000), "PLAN-2002"),
            ("photo.png", b"\x89PNG\r\n\x1a\n" + rng.randbytes(4000), "PLAN-2002"),
            ("random.bin", rng.randbytes(20000), "PLAN-2002"),
            ("paper.pdf", b"%PDF-1.7\n" + rng.randbytes(4000), "PLAN-2002"),
            ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4088), "PLAN-2006"),
            ("cut.docx", docx[:len(docx) // 2], "PLAN-2004"),
            ("letter.txt", "会议通知\n\n请各科室负责人于周五下午到三楼会议室开会。\n".encode(), "PLAN-2007"),
            ("blank.txt", " \n\u3000\n\t\n".encode(), "PLAN-2001")):
        done = refused(p, name, content, 3, number)
        true(len(done.err) < 1000, "a clear error is short")


@case
def not_readable(p):
    """missing files, folders and files that may not be read"""
    p.run("init", code=0)
    refused(p, "none.txt", None, 4, "FILE-1101")
    os.mkdir(p.path("folder"))
    contains(refused(p, "folder", None, 7, "FILE-1102").err, "is a folder")
    error(p.run("plan", "import", p.data("plan.txt") + "/x"), 4, "FILE-1101")


@case
def too_big(p):
    """100 MB of text are refused at once, from a file and from standard input"""
    p.run("init", code=0)
    line = "1．受理时效（应得10分，实得8.5分）：失分原因：晚。整改措施：早。\n".encode()
    big = p.path("big.txt")
    with open(big, "wb") as f:
        for _ in range(100):
            f.write(line * (1000000 // len(line) + 1))
    true(os.path.getsize(big) > 100 * 1000 * 1000, "100 MB")
    refused(p, "big.txt", None, 3, "PLAN-2005")
    with open(big, "rb") as f:
        error(p.run("plan", "import", "-n", "-", stdin=f.read()), 3, "PLAN-2005")


@case
def bad_database(p):
    """what is no database of ours is left alone"""
    text = p.write("text.db", "this is no database, whatever its name says\n" * 100)
    foreign = p.path("foreign.db")
    with sqlite3.connect(foreign) as db:
        db.execute("CREATE TABLE notes (text TEXT)")
    for path in (text, foreign, str(p.folder)):
        before = open(path, "rb").read() if os.path.isfile(path) else b""
        for args in (["init"], ["ledger", "list"], ["plan", "import", p.data("plan.txt")]):
            done = p.run(*args, "--db", path)
            same(done.code, 6, done)
            contains(done.err, "[DB-12")
        if before:
            same(open(path, "rb").read(), before, path)
    error(p.run("init", "--db", p.path("no/such/folder.db")), 6, "DB-1201")


def tampered(p, statement):
    """Change the audit chain behind the product's back."""
    with sqlite3.connect(p.db) as db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        tables = [t for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'audit%'")]
        entries = next(t for t in tables if "prev_hash" in [c[1] for c in db.execute(f"PRAGMA table_info({t})")])
        changed = db.execute(statement.format(entries)).rowcount
        true(changed > 0, f"{statement} changed nothing")
    db.close()


@case
def tampered_chain(p):
    """a chain that was tampered with is told by entry and reason, with exit 8"""
    for statement, entry in (("UPDATE {} SET actor = 'nobody' WHERE seq = 2", 2), ("DELETE FROM {} WHERE seq = 1", 1),
                             ("DELETE FROM {} WHERE seq = 3", 3), ("UPDATE {} SET detail = '{{}}' WHERE seq = 3", 3)):
        for name in os.listdir(p.folder):
            os.unlink(p.path(name))
        p.run("init", code=0)
        p.run("plan", "import", p.data("plan.txt"), code=0)
        p.run("plan", "import", p.data("plan-other.txt"), code=0)
        tampered(p, statement)
        done = p.run("audit", "verify", "--format", "json")
        same(done.code, 8, done)
        contains(done.err, "[AUDIT-1301]")
        report = done.json()
        same((report["intact"], report["broken_at"]), (False, entry), statement)
        true(report["fault"] not in ("", "intact"), report)
        table = p.run("audit", "verify")
        same(table.code, 8, table)
        contains(table.out, "First fault at entry")


@case
def shared_documents(p):
    """the published plan gives the expected ledger, from .docx and from text"""
    folder = ROOT.parent / "shared" / "data" / "plan"
    if not (folder / "ledger-2016.json").exists():
        return "../shared/data/plan is not there"
    import json
    want = json.loads((folder / "ledger-2016.json").read_text(encoding="utf-8"))
    for name in ("plan-2016.docx", "plan-2016.txt"):
        got = p.run("plan", "import", "--dry-run", "--format", "json", str(folder / name), code=0).json()
        for key in ("document", "totals", "categories", "items"):
            same(got[key], want[key], f"{key} of {name}")
        for finding in want["findings"]:
            true(finding in got["findings"], f"{name} lacks the finding {finding}")


@case
def sample_documents(p):
    """our own plan is stored alike from .docx and from text"""
    p.run("init", code=0)
    contains(p.run("plan", "import", str(SAMPLE), code=0).err, "imported as plan 1, revision 1: 25 deductions")
    contains(p.run("plan", "import", str(SAMPLE.with_suffix(".txt")), code=0).err, "unchanged")
    totals = p.run("ledger", "list", "--format", "json", code=0).json()["totals"]
    same(totals, {"items": 25, "full": "242.00", "got": "181.98", "lost": "60.02"}, "totals")
    true(DATA.is_dir(), "data")


if __name__ == "__main__":
    main()
