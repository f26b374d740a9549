#!/usr/bin/env python3
"""readonly - databases that may be read but not written.

    readonly.py DUBAN

Run by root, the program is started as nobody: root may write everything.
"""

import os
import pwd
import shutil
import sqlite3

from e2elib import ROOT, Failed, Skipped, case, contains, error, main, same

SAMPLE = ROOT / "sample" / "plan-2016.docx"
WRITES = (
    ("plan", "import", "other.txt"),
    ("rectify", "assign", "D1", "--owner", "周敏", "--due", "2027-01-01"),
    ("plan", "export", "--format", "txt", "-o", "-"),
)
READS = (("ledger", "list"), ("ledger", "show", "D1"), ("ledger", "promises"), ("rectify", "list"), ("audit", "verify"))


def clerk():
    """Who runs the program: an ordinary user."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def run(p, *args, **how):
    try:
        return p.run(*args, **clerk(), **how)
    except PermissionError as e:
        raise Skipped("an ordinary user cannot run the program where it was built") from e


def ready(p):
    """A ledger that belongs to the clerk, whole in its file."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(p.folder, nobody.pw_uid, nobody.pw_gid)
    run(p, "init", code=0)
    run(p, "plan", "import", str(SAMPLE), code=0)
    p.write("other.txt", "某某区司法局2020年度考评整改方案\n一、法律服务\n（一）律师\n"
                         "1．年检（应得5分，实得4分）：失分原因：晚。整改措施：早。\n")
    same(beside(p), [], "nothing beside the database")


def beside(p):
    return sorted(f.name for f in p.folder.iterdir() if f.name.startswith("duban.db-"))


def reads_only(p):
    """Every reading command answers as before, every writing one is refused."""
    for args in READS:
        run(p, *args, code=0)
    for args in WRITES:
        done = run(p, *args)
        error(done, 6, "DB-1206")
        contains(done.err, "it can be read, but not changed")
    contains(run(p, "ledger", "list", code=0).out, "60.02")


@case
def file(p):
    """a database of mode 0444; what was read leaves nothing that stops writing later"""
    ready(p)
    os.chmod(p.db, 0o444)
    reads_only(p)
    same(beside(p), [], "beside the database")
    os.chmod(p.db, 0o644)
    run(p, *WRITES[0], code=0)


@case
def folder(p):
    """a folder of mode 0555"""
    ready(p)
    os.chmod(p.folder, 0o555)
    reads_only(p)
    os.chmod(p.folder, 0o755)
    run(p, *WRITES[1], code=0)


@case
def both(p):
    """neither may be written; names that a URI would take amiss"""
    ready(p)
    os.mkdir(p.path("整改 100%?#"))
    moved = p.path("整改 100%?#/台账 1?.db")
    shutil.move(p.db, moved)
    os.chmod(moved, 0o444)
    os.chmod(os.path.dirname(moved), 0o555)
    p.env["DUBAN_DB"] = moved
    reads_only(p)
    p.env["DUBAN_DB"] = "整改 100%?#/台账 1?.db"
    contains(run(p, "ledger", "list", code=0).out, "60.02")
    os.chmod(os.path.dirname(moved), 0o755)


@case
def with_a_log(p):
    """entries in a log: read where a file can be put beside it, else refused, never left out"""
    ready(p)
    writer = sqlite3.connect(p.db)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE county SET name = '乙县'")
    writer.commit()
    os.mkdir(p.path("copy"))
    for name in ("duban.db", "duban.db-wal"):
        shutil.copy(p.path(name), p.path("copy/" + name))
        os.chmod(p.path("copy/" + name), 0o444)
    writer.close()
    p.env["DUBAN_DB"] = p.path("copy/duban.db")
    os.chmod(p.path("copy"), 0o555)
    done = run(p, "ledger", "list")
    error(done, 6, "DB-1206")
    contains(done.err, "log")
    os.chmod(p.path("copy"), 0o777)
    contains(run(p, "ledger", "list", code=0).out, "60.02")
    contains(run(p, "audit", "verify", code=0).out, "local")


@case
def none(p):
    """no database in a folder that cannot be written, and one that is none"""
    ready(p)
    p.write("no.db", "not a database" * 100)
    os.chmod(p.path("no.db"), 0o444)
    os.chmod(p.folder, 0o555)
    error(run(p, "ledger", "list", "--db", p.path("missing.db")), 6, "DB-1202")
    error(run(p, "ledger", "list", "--db", p.path("no.db")), 6, "DB-1201")
    if run(p, "init", "--db", p.path("missing.db")).code == 0:
        raise Failed("made a database where nothing can be made")
    os.chmod(p.folder, 0o755)


if __name__ == "__main__":
    main()
