#!/usr/bin/env python3
"""with_postgres - tests/support/with-postgres cleans up after itself, come what may. Prints TAP."""

import os
import signal
import subprocess
import sys
import time

SCRIPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support", "with-postgres")


def environment(**more):
    return {**{k: v for k, v in os.environ.items() if k != "DUBAN_TEST_PG"}, **more}


def run(*command, **more):
    return subprocess.run([SCRIPT, *command], capture_output=True, text=True, timeout=60,
                          env=environment(**more), check=False)


def folder_of(url):
    return url.strip().split("host=")[1]


def server_gone(folder):
    """Whether no process has the folder as an argument; waits a little for it to end."""
    for _ in range(100):
        found = False
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as f:
                    found |= f"{folder}/data" in f.read()
            except OSError:
                continue
        if not found:
            return True
        time.sleep(0.1)
    return False


def clean(folder):
    return server_gone(folder) and not os.path.exists(folder)


def ended_by(sig):
    """The folder of a run that was ended by a signal while its command slept, and its status."""
    process = subprocess.Popen([SCRIPT, "sh", "-c", 'echo "$$ $DUBAN_TEST_PG"; exec sleep 60'],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               env=environment())
    command, url = process.stdout.readline().split()
    process.send_signal(sig)
    process.wait(timeout=30)
    if sig == signal.SIGKILL:  # nobody was left to end it
        os.kill(int(command), signal.SIGTERM)
    return folder_of(url), process.returncode


def cases():
    done = run("sh", "-c", 'echo "$DUBAN_TEST_PG"; exit 7')
    yield "the status of the command", done.returncode == 7
    yield "cleaned after a failure", clean(folder_of(done.stdout))
    done = run("sh", "-c", 'echo "$DUBAN_TEST_PG"; psql -Atc "SHOW listen_addresses" "$DUBAN_TEST_PG"')
    yield "no TCP", done.returncode == 0 and done.stdout.split("\n")[1] == ""
    yield "cleaned after success", clean(folder_of(done.stdout))
    done = subprocess.run([SCRIPT, "cat"], input="words", capture_output=True, text=True, timeout=60,
                          env=environment(), check=False)
    yield "standard input reaches the command", done.stdout == "words"
    done = run("sh", "-c", "echo $DUBAN_TEST_PG", DUBAN_TEST_PG="postgresql://elsewhere")
    yield "a server that is there already", done.stdout.strip() == "postgresql://elsewhere"
    done = run("true", DUBAN_PG_BIN="/nowhere")
    yield "no PostgreSQL is a failure", done.returncode == 99 and "postgresql-15" in done.stderr
    folder, status = ended_by(signal.SIGTERM)
    yield "cleaned after SIGTERM", status == 143 and clean(folder)
    folder, status = ended_by(signal.SIGINT)
    yield "cleaned after SIGINT", status == 130 and clean(folder)
    folder, status = ended_by(signal.SIGKILL)
    yield "no server stays after SIGKILL", status == -signal.SIGKILL and server_gone(folder)
    subprocess.run(["rm", "-rf", folder], check=True)


def main():
    number = failed = 0
    for name, ok in cases():
        number += 1
        failed += not ok
        print(f"{'ok' if ok else 'not ok'} {number} - {name}", flush=True)
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
