"""e2elib - run duban as a person or a script would, and say how it went as TAP.

A test program defines cases with @case and ends with main(). Each case gets a
folder and an empty database of its own, on every engine asked for:

    program.py DUBAN [--engine sqlite|postgresql] [--only WORD] [--list]

With postgresql, DUBAN_TEST_PG holds the URL of a server on which databases may be
created (tests/support/with-postgres starts one). A failing case shows what it saw.
"""

import argparse
import fcntl
import json
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import time
import traceback
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
DATA = HERE / "data"
SECONDS = 120
CASES = []


class Failed(Exception):
    """What a case found wrong."""


class Skipped(Exception):
    """What a case needs and the machine does not have; said in the output."""


def case(fn):
    """Mark a function as a case; its docstring is its name."""
    CASES.append(fn)
    return fn


class Done:
    """How a command ended, and what it wrote."""

    def __init__(self, args, code, out, err):
        self.args, self.code, self.raw = args, code, out
        self.out = out.decode("utf-8", "backslashreplace")
        self.err = err.decode("utf-8", "backslashreplace")

    def __str__(self):
        return f"duban {' '.join(map(repr, self.args))}\nexit {self.code}\nout: {self.out}\nerr: {self.err}"

    def json(self):
        return json.loads(self.out)


class Place:
    """The folder, the database and the environment of one case."""

    def __init__(self, duban, engine, folder, number):
        self.duban, self.engine, self.folder = duban, engine, Path(folder)
        self.db = str(self.folder / "duban.db")
        if engine == "postgresql":
            self.db = make_database(f"e2e_{os.getpid()}_{number}")
        self.env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "DUBAN_DB": self.db}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]

    def path(self, name):
        return str(self.folder / name)

    def write(self, name, content):
        mode = "wb" if isinstance(content, bytes) else "w"
        with open(self.folder / name, mode, **({} if mode == "wb" else {"encoding": "utf-8"})) as f:
            f.write(content)
        return str(self.folder / name)

    def environment(self, env):
        merged = dict(self.env, **(env or {}))
        return {k: v for k, v in merged.items() if v is not None}

    def start(self, *args, env=None, **how):
        return subprocess.Popen([self.duban, *args], cwd=self.folder, env=self.environment(env), **how)

    def run(self, *args, code=None, env=None, stdin=b"", **how):
        """Run to the end; `code` is the exit status that must come."""
        done = subprocess.run([self.duban, *args], cwd=self.folder, env=self.environment(env), input=stdin,
                              stdout=how.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                              timeout=SECONDS, check=False, **how)
        done = Done(args, done.returncode, done.stdout or b"", done.stderr)
        if code is not None and done.code != code:
            raise Failed(f"exit {done.code}, wanted {code}\n{done}")
        return done

    def terminal(self, *args, columns=80, answer=None, env=None, outputs=(1,)):
        """Run with a terminal on standard input, standard error and `outputs`; out is what it showed."""
        try:
            master, slave = pty.openpty()
        except OSError as e:
            raise Skipped("no pseudo-terminal is to be had here (is /dev/pts mounted?)") from e
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen([self.duban, *args], cwd=self.folder,
                                   env=self.environment({"TERM": "xterm", **(env or {})}),
                                   stdin=slave, stdout=slave if 1 in outputs else subprocess.PIPE,
                                   stderr=slave)
        os.close(slave)
        shown, out, asked, deadline = b"", b"", answer is None, time.monotonic() + SECONDS
        pipe = process.stdout.fileno() if process.stdout else None
        watched = [master] if pipe is None else [master, pipe]
        while watched and time.monotonic() < deadline:
            ready, _, _ = select.select(watched, [], [], 0.1)
            for fd in ready:
                try:
                    chunk = os.read(fd, 65536)
                except OSError:
                    chunk = b""
                if not chunk:
                    watched.remove(fd)
                elif fd == master:
                    shown += chunk
                else:
                    out += chunk
            if not asked and b"[y/N]" in shown:
                os.write(master, answer)
                asked = True
        code = process.wait(timeout=SECONDS)
        os.close(master)
        if process.stdout:
            process.stdout.close()
        return Done(args, code, out + shown.replace(b"\r\n", b"\n"), b"")

    def data(self, name):
        return str(DATA / name)


# ---- PostgreSQL -----------------------------------------------------------------


def psql(statement):
    subprocess.run(["psql", "-X", "-q", "-d", os.environ["DUBAN_TEST_PG"], "-c", statement],
                   check=True, stdout=subprocess.DEVNULL)


def make_database(name):
    """Create a database; its URL."""
    psql(f"CREATE DATABASE {name}")
    url = urllib.parse.urlsplit(os.environ["DUBAN_TEST_PG"])
    return f"{url.scheme}://{url.netloc}/{name}" + (f"?{url.query}" if url.query else "")


# ---- checks ---------------------------------------------------------------------


def same(got, want, what):
    if got != want:
        raise Failed(f"{what}:\n  got    {got!r}\n  wanted {want!r}")


def true(cond, what):
    if not cond:
        raise Failed(str(what))


def contains(text, part, what="text"):
    if part not in text:
        raise Failed(f"{what} lacks {part!r}:\n{text}")


def lacks(text, part, what="text"):
    if part in text:
        raise Failed(f"{what} has {part!r}:\n{text}")


def error(done, code, number):
    """The command failed with this exit status and error number, told why, and printed no product."""
    same(done.code, code, f"exit of {done}")
    true(re.match(rf"duban: .* \[{re.escape(number)}\](: |\n)", done.err.split("\n")[-3] + "\n"),
         f"no {number} in the line before the last:\n{done}")
    true(re.match(r"(hint: |提示：)\S", done.err.split("\n")[-2]), f"no hint in the last line:\n{done}")
    same(done.out, "", f"output of {done}")


# ---- running --------------------------------------------------------------------


def run_case(fn, options, number):
    folder = tempfile.mkdtemp(prefix="duban-e2e-")
    try:
        return fn(Place(str(Path(options.duban).resolve()), options.engine, folder, number))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("duban")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--only", default="")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    cases = [fn for fn in CASES if options.only in f"{fn.__name__} {fn.__doc__}"]
    if options.list:
        print("\n".join(f"{fn.__name__}: {fn.__doc__}" for fn in cases))
        return
    failed = not cases
    print(f"1..{len(cases)}", flush=True)
    for number, fn in enumerate(cases, 1):
        try:
            skip = run_case(fn, options, number)
            print(f"ok {number} - {fn.__doc__}" + (f" # SKIP {skip}" if skip else ""), flush=True)
        except Skipped as e:
            print(f"ok {number} - {fn.__doc__} # SKIP {e}", flush=True)
        except Exception as e:  # noqa: BLE001 - whatever it is, the case has failed
            failed = True
            told = str(e) if isinstance(e, Failed) else traceback.format_exc()
            print(f"not ok {number} - {fn.__doc__}")
            print("\n".join(f"# {line}" for line in told.split("\n")), flush=True)
    sys.exit(1 if failed else 0)
