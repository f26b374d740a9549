#!/usr/bin/env python3
"""shell - scripts parse, stop at the first error, and shellcheck finds nothing in them.

Not asked of shellcheck: to follow other files (SC1091), to see that a trap calls a function
(SC2317). Looked at: whatever begins with #!… sh or bash. bash scripts set -euo pipefail; sh
scripts set -eu. Where shellcheck is not installed its part is left out, and said.
"""

import re
import shutil
import subprocess

from lintlib import run

SHEBANG = re.compile(r"#! ?/(?:usr/)?bin/(?:env )?(bash|sh)\b")


def feed(command, text):
    return subprocess.run(command, input=text.encode(), capture_output=True, check=False)


def check_script(path, text, shell):
    problems = []
    wanted = "set -euo pipefail" if shell == "bash" else "set -eu"
    if not re.search("^" + wanted, text, re.M):
        problems.append(f"{path}: does not {wanted}")
    if not text.split("\n")[1:2][0].startswith("#"):
        problems.append(f"{path}:2: does not say what it does")
    parsed = feed([shell, "-n"], text)
    if parsed.returncode != 0:
        problems.append(f"{path}: {parsed.stderr.decode(errors='replace').strip()}")
    elif shutil.which("shellcheck"):
        checked = feed(["shellcheck", "-s", shell, "-f", "gcc", "-e", "SC1091,SC2317", "-"], text)
        problems += [f"{path}{line[1:]}" for line in checked.stdout.decode().split("\n") if line]
    return problems


def check(tree):
    problems = []
    for path in tree.paths():
        m = SHEBANG.match(tree.text(path))
        if m:
            problems += check_script(path, tree.text(path), m.group(1))
    return problems


def notes(tree):
    return [] if shutil.which("shellcheck") else ["shellcheck is not installed"]


HEAD = "#!/bin/bash\n# It says what it does.\nset -euo pipefail\n"
CASES = [
    ("clean", {"script/a": HEAD + 'echo "$1"\n'}, None),
    ("not a script", {"a.md": "if then\n"}, None),
    ("goes on after errors", {"script/a": "#!/bin/sh\n# It.\necho\n"}, "does not set -eu"),
    ("silent about itself", {"script/a": "#!/bin/sh\nset -eu\n"}, "does not say what it does"),
    ("does not parse", {"script/a": HEAD + "if true; then\n"}, "script/a: "),
]
if shutil.which("shellcheck"):
    CASES.append(("unquoted", {"script/a": HEAD + "rm $1\n"}, "SC2086"))

if __name__ == "__main__":
    run(check, CASES, notes)
