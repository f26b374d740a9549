#!/usr/bin/env python3
"""office - workbooks of another program are read, and it reads ours.

    office.py SHEET_TOOL [SOFFICE]

Without LibreOffice every case is skipped, and says so.
"""

import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TOOL = sys.argv[1]
OFFICE = sys.argv[2] if len(sys.argv) > 2 else ""
UTF8, GB18030 = "76", "85"  # as LibreOffice numbers them


def tool(*args):
    """What the tool prints; it ends well or the case fails."""
    done = subprocess.run([TOOL, *map(str, args)], capture_output=True, check=False)
    return done.stdout.decode() if done.returncode == 0 else f"{done.stdout}{done.stderr}"


def convert(folder, path, to, *more):
    """A file in another format, made by LibreOffice with a profile of its own."""
    out = folder / "out"
    subprocess.run([OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", *more,
                    "--convert-to", to, "--outdir", str(out), str(path)],
                   capture_output=True, check=True, timeout=180)
    return out / (path.stem + "." + to.split(":")[0])


def csv_filter(charset):
    return f"csv:Text - txt - csv (StarCalc):44,34,{charset},1"


def reads_its_workbook(folder):
    """Every kind of cell, hidden sheets and merged cells."""
    book = convert(folder, HERE / "book.fods", "xlsx")
    return tool("show", book), (HERE / "book.txt").read_text(encoding="utf-8")


def reads_its_csv(folder):
    """The same sheet as text, in UTF-8 and in GB18030, says the same."""
    shown = [tool("show", convert(folder, HERE / "book.fods", csv_filter(c))) for c in (UTF8, GB18030)]
    return shown[1], shown[0] if "A2\ttext\t张三" in shown[0] else "A2 is 张三"


def it_reads_ours(folder):
    """A workbook through ours and back through LibreOffice holds the same cells."""
    table = "编号,日期,时刻,学时\r\n007,2017-03-10,2017-03-10 10:20:30,9.38\r\n=1,2016-02-29,1999-12-31 23:59:59,-0.5\r\n"
    (folder / "in.csv").write_text(table, encoding="utf-8")
    first = convert(folder, folder / "in.csv", "xlsx", "--infilter=CSV:44,34,76,1,1/2/4/2")
    ours = folder / "ours.xlsx"
    said = tool("copy", first, ours)
    again = convert(folder, ours, "xlsx")
    return said + tool("show", again), tool("show", first)


CASES = [reads_its_workbook, reads_its_csv, it_reads_ours]


def main():
    print(f"1..{len(CASES)}")
    failed = False
    for number, case in enumerate(CASES, 1):
        if not OFFICE:
            print(f"ok {number} - {case.__name__} # SKIP LibreOffice is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            got, wanted = case(pathlib.Path(folder))
        good = got == wanted
        failed |= not good
        print(f"{'ok' if good else 'not ok'} {number} - {case.__name__}")
        if not good:
            print("\n".join(f"# got    {line}" for line in got.split("\n")))
            print("\n".join(f"# wanted {line}" for line in wanted.split("\n")))
    return failed


if __name__ == "__main__":
    sys.exit(main())
