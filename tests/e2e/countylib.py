"""countylib - a county with catalogs, units and people, for cases about records and what is owed."""

import csv
import io
import sys

from e2elib import ROOT, error, same

sys.path.insert(0, str(ROOT / "tests" / "support"))
sys.path.insert(0, str(ROOT / "sample"))
import make_records  # noqa: E402  (found by the lines above)
import xlsx_make  # noqa: E402

CATALOG = ROOT / "catalog"
OFFICES = ["城西司法所", "城东司法所", "临湖司法所", "青石司法所"]


def run(p, *args, code=0, **how):
    """A command with the key file beside the case's database, or in its folder."""
    env = dict(how.pop("env", None) or {}, DUBAN_KEY_FILE=p.path("county.key"))
    return p.run(*args, code=code, env=env, **how)


def told(p, *args, code=0):
    return run(p, *args, "--format", "json", code=code).json()


def refused(p, code, number, *args, **how):
    error(run(p, *args, code=None, **how), code, number)


def chain(p):
    """How the audit chain stands; equal before and after where nothing was written."""
    done = told(p, "audit", "verify")
    same(done["intact"], True, "audit chain")
    return done


def ready(p, *catalogs):
    """A county with units, and the catalogs that are named."""
    run(p, "init")
    for name in catalogs or ("jiangsu-2017", "national-2020"):
        run(p, "catalog", "load", str(CATALOG / name))
    run(p, "units", "add", "yz", "--kind", "county", "--name", "云泽区司法局")
    for n, name in enumerate(OFFICES):
        run(p, "units", "add", f"o{n}", "--kind", "office", "--parent", "yz", "--name", name)


def people(p, n=3):
    """The first people of the sample, R1 and on."""
    rows = list(make_records.supervisees([make_records.person(i) for i in range(n)]))
    path = sheet(p, "people.csv", rows)
    same(told(p, "records", "import", "supervisee", path)["taken"], n, "people")


def number(n):
    return make_records.person(n)["number"]


def sheet(p, name, rows, **how):
    path = p.path(name)
    if name.endswith(".xlsx"):
        xlsx_make.write(path, rows, **how)
    else:
        text = io.StringIO()
        csv.writer(text).writerows(rows)
        p.write(name, text.getvalue())
    return path
