#!/usr/bin/env python3
"""document - a plan of 300 pages in, its ledger out, and the plan out as .docx and PDF.

Usage: document.py DUBAN    (script/bench document runs it on a release build)

Makes a plan of invented items, as long as 300 pages of an official document (22 lines
of 28 characters each), as .docx and as text; checks that the ledger that comes back has
every item, total and text, that the exported .docx gives the same ledger and that the PDF
names every item; then times it. Peers, in the same run and in turn with it, where they are
installed: pandoc reading the same .docx, and LibreOffice converting the exported .docx to PDF.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tests", "support"))
import docx_make  # noqa: E402  (tests/support/docx_make.py, found by the line above)

PAGES, LINES, COLUMNS = 300, 22, 28
ROUNDS = 11
OFFICE_ROUNDS = 5  # it takes its time
TARGET_SECONDS = 1.0
PEER_FACTOR = 20
DRY_RUN, TO_PDF = "duban, .docx, dry run", "duban, ledger to PDF"
PANDOC, OFFICE = "pandoc, .docx to text", "LibreOffice, .docx to PDF"

CHAPTERS = ["公共法律服务", "特殊人群服务管理", "法治宣传教育", "基层基础建设"]
NUMERALS = "一二三四"
CAUSES = ["部分单位没有按时录入数据", "台账记录不全且上传滞后", "人员没有配齐，职责没有落实到人",
          "季度目标完成率低于省定标准", "检查走了过场，问题没有在系统内办结"]
MEASURES = ["每周五核对一次录入情况，对连续两周未完成的单位书面通报",
            "每月25日前由科室负责人逐件清点，差额部分当月补齐",
            "4月底前配齐人员并公布岗位职责，每季度首月10日前召开一次分析会议",
            "收到通知后2个工作日内组织落实，办结当日在系统内销号",
            "每半个月抽查一次台账，每月底前召开一次研判会，结果计入季度考核"]


def item_of(n):
    """Item n of the plan, with figures in hundredths."""
    full = 500 + n % 7 * 100
    lost = 10 + n * 37 % 400
    return {"item": f"第{n}号工作落实率", "full": full, "got": full - lost, "lost": lost,
            "cause": "；".join(CAUSES[(n + k) % 5] for k in range(3)) + f"，涉及{n}件",
            "measure": "；".join(MEASURES[(n + k) % 5] for k in range(4)) + f"，由{n}号专人负责"}


def decimal(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def plan():
    """(paragraphs, items) of a plan that fills the pages."""
    head = ["云司发〔2017〕112号", "云泽区司法局2016年度绩效考评整改方案", "局机关各科室："]
    body, items, pages = [], [], 0
    per_chapter = PAGES // len(CHAPTERS)
    for c, chapter in enumerate(CHAPTERS):
        body.append(f"（{NUMERALS[c]}）{chapter}：")
        subs = 0
        while pages < per_chapter * (c + 1):
            subs += 1
            text = f"{subs}、{chapter}第{subs}项工作："
            for _ in range(2):
                it = item_of(len(items) + 1)
                items.append(it)
                text += (f"{it['item']}（应得{decimal(it['full'])}分，实得{decimal(it['got'])}分）："
                         f"失分原因：{it['cause']}；整改措施：{it['measure']}。")
            body.append(text)
            pages = sum(-(-len(p) // COLUMNS) for p in body) / LINES
        body.append(f"以上{subs}条{2 * subs}项，整改责任科室：办公室、政治处")
    return head + body + ["云泽区司法局", "2017年4月6日"], items


def run_duban(duban, path, folder):
    command = [duban, "plan", "import", path, "--dry-run", "--format", "json"]
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "none.db"))
    return subprocess.run(command, capture_output=True, check=True, env=env).stdout


def verify(output, items):
    """Whether the ledger is the one that was written; the process ends if it is not."""
    ledger = json.loads(output)
    wanted = [(it["item"], decimal(it["full"]), decimal(it["got"]), decimal(it["lost"]), it["cause"],
               it["measure"]) for it in items]
    got = [tuple(it[k].rstrip("。") for k in ("item", "full", "got", "lost", "cause", "measure"))
           for it in ledger["items"]]
    if got != wanted:
        first = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), len(got))
        sys.exit(f"wrong ledger: {len(got)} of {len(wanted)} items, the first difference at {first + 1}")
    for key in ("full", "got", "lost"):
        if ledger["totals"][key] != decimal(sum(it[key] for it in items)):
            sys.exit(f"wrong total of {key}: {ledger['totals'][key]}")


def verify_paper(duban, folder, items):
    """Whether what is exported says the same; the process ends if it does not."""
    verify(run_duban(duban, os.path.join(folder, "out.docx"), folder), items)
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", os.path.join(folder, "out.pdf"), "-"], capture_output=True, check=True)
        text = "".join(done.stdout.decode("utf-8").split())
        missing = [it["item"] for it in items if it["item"] not in text]
        if missing:
            sys.exit(f"the PDF lacks {len(missing)} items, first {missing[0]}")


def exporting(duban, folder, form):
    """Write the stored plan as .docx or PDF."""
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "out.db"))
    command = [duban, "plan", "export", "-o", os.path.join(folder, f"out.{form}")]
    return lambda: timed(lambda: subprocess.run(command, capture_output=True, check=True, env=env))


def store(duban, path, folder):
    """A database with the plan, to export from."""
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "out.db"))
    for command in (["init"], ["plan", "import", path]):
        subprocess.run([duban, *command], capture_output=True, check=True, env=env)


def peers(docx, folder):
    """What is installed: {name: (rounds, action)}."""
    found = {}
    pandoc, soffice = shutil.which("pandoc"), shutil.which("soffice")
    if pandoc:
        command = [pandoc, "-f", "docx", "-t", "plain", docx]
        found[PANDOC] = (ROUNDS, lambda: timed(lambda: subprocess.run(command, capture_output=True, check=True)))
    if soffice:
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", os.path.join(folder, "office"),
                   os.path.join(folder, "out.docx")]
        env = dict(os.environ, HOME=folder)
        action = lambda: timed(lambda: subprocess.run(convert, capture_output=True, check=True, env=env))  # noqa: E731
        action()  # the first start makes its profile
        if not os.path.isfile(os.path.join(folder, "office", "out.pdf")):
            sys.exit("LibreOffice makes no PDF")
        found[OFFICE] = (OFFICE_ROUNDS, action)
    return found


def compare(seconds, peer, own):
    """The line that says how much faster we are."""
    if peer not in seconds:
        return f"{peer}: not installed, not compared."
    factor = statistics.median(seconds[peer]) / statistics.median(seconds[own])
    return f"Target: {PEER_FACTOR} times as fast as {peer}; {own} is {factor:.1f} times."


def timed(action):
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def import_into_database(duban, path, folder):
    """Seconds of an import into a fresh database, `duban init` not counted."""
    env = dict(os.environ, DUBAN_DB=os.path.join(folder, "bench.db"))
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(env["DUBAN_DB"] + suffix):
            os.remove(env["DUBAN_DB"] + suffix)
    subprocess.run([duban, "init"], capture_output=True, check=True, env=env)
    return timed(lambda: subprocess.run([duban, "plan", "import", path], capture_output=True,
                                        check=True, env=env))


def main():
    duban = sys.argv[1]
    paragraphs, items = plan()
    with tempfile.TemporaryDirectory() as folder:
        docx, text = os.path.join(folder, "plan.docx"), os.path.join(folder, "plan.txt")
        with open(docx, "wb") as f:
            f.write(docx_make.make("\n".join(paragraphs)))
        with open(text, "w", encoding="utf-8") as f:
            f.write("\n".join(paragraphs) + "\n")
        for path in (docx, text):
            verify(run_duban(duban, path, folder), items)

        store(duban, docx, folder)
        work = {DRY_RUN: (ROUNDS, lambda: timed(lambda: run_duban(duban, docx, folder))),
                "duban, .txt, dry run": (ROUNDS, lambda: timed(lambda: run_duban(duban, text, folder))),
                "duban, .docx, into SQLite": (ROUNDS, lambda: import_into_database(duban, docx, folder)),
                "duban, ledger to .docx": (ROUNDS, exporting(duban, folder, "docx")),
                TO_PDF: (ROUNDS, exporting(duban, folder, "pdf"))}
        for name in ("duban, ledger to .docx", TO_PDF):
            work[name][1]()
        verify_paper(duban, folder, items)
        work.update(peers(docx, folder))
        seconds = {name: [] for name in work}
        for n in range(ROUNDS):
            for name, (rounds, action) in work.items():
                if n < rounds:
                    seconds[name].append(action())
    report(paragraphs, items, seconds)


def report(paragraphs, items, seconds):
    print(f"{PAGES} pages, {sum(len(p) for p in paragraphs)} characters, {len(items)} items; "
          f"the ledger and the papers are right; {ROUNDS} rounds, {OFFICE_ROUNDS} of LibreOffice\n")
    print("| work | median ms | min | max |\n|---|---|---|---|")
    for name, times in seconds.items():
        row = [statistics.median(times), min(times), max(times)]
        print(f"| {name} | " + " | ".join(f"{1000 * t:.1f}" for t in row) + " |")
    slowest = max(statistics.median(t) for name, t in seconds.items() if name.startswith("duban") and name != TO_PDF)
    print(f"\nTarget: below {TARGET_SECONDS:.0f} s; the slowest median but for PDF is {slowest:.3f} s.")
    print(compare(seconds, PANDOC, DRY_RUN))
    print(compare(seconds, OFFICE, TO_PDF))


if __name__ == "__main__":
    main()
