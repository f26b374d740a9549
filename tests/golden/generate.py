#!/usr/bin/env python3
"""generate.py — ledgers made at random, written as documents, must come back.

    generate.py DUBAN [--ledgers N] [--seed S] [--only K] [--keep FOLDER]

Each ledger is written once as prose and once as a table, in a manner chosen at
random: heading scheme, marks, width of digits and punctuation, labels, measures in
one sentence or over numbered paragraphs, counts of group lines right or wrong;
order and names of columns, standards and targets between them, merged or left-out
groups, summary rows, one table or two, .txt with bars, tabs or runs of blanks, .docx
with automatic numbers, split runs and merged cells. The import must give back every
figure and text, and remark the wrong counts and nothing else. The same seed makes the same documents; --only K
runs the K-th ledger alone, --keep leaves its documents in a folder to look at.
Prints TAP, one line a document.
"""

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "support"))
import docx_make  # noqa: E402
import run  # noqa: E402

TITLE = "云泽区司法局2016年度绩效考评失分项目整改方案"
DIGITS = str.maketrans("0123456789.", "０１２３４５６７８９．")
HALF = str.maketrans("（），：；", "(),:;")
CHINESE = "一二三四五六七八九"
CIRCLES = "①②③④⑤⑥⑦⑧⑨"

CATEGORIES = ["公共法律服务", "特殊人群管理", "法治宣传教育", "基层基础建设", "依法行政", "队伍管理"]
SUBJECTS = [
    "律师监管", "援助质量", "教育矫正", "执法管理", "安置帮教", "学法用法",
    "法治文化", "普法阵地", "编制落实", "平台应用", "人民调解", "公证服务",
]  # fmt: skip
ITEMS = [
    "年度考核率", "网上巡查率", "受理达标率", "补贴到位率", "规范定位", "矫正方案", "学时达标率",
    "衔接覆盖率", "学法考试率", "阵地建成率", "新媒体平台建设", "“双八”制度", "孵化中心建设",
    "数据采集质量", "专项编制配备", "调解成功率", "案卷评查", "公证投诉率", "登录率", "报告上传",
    "志愿者注册率", "旁听庭审", "应援尽援", "信息保障", "机构队伍",
]  # fmt: skip
WHO = ["1个司法所", "个别工作人员", "两家律师事务所", "部分镇街", "承办人", "第三季度有2个单位"]
FAULT = ["没有按时录入数据", "台账记录不全", "未达到95%的目标", "材料上传滞后", "人员没有配齐"]
WHEN = ["每周一次", "每月25日前", "6月底前", "每半个月", "每日", "每季度末前", "9月15日前", "年底前"]
ACTION = ["核对录入情况", "检查台账", "通报进展", "组织培训", "补齐材料", "上报结果"]
DEPARTMENTS = ["社区矫正科", "法制宣传科", "基层工作科", "办公室", "法律援助中心", "政治处"]
RUBRICS = ["评分标准", "扣分细则", "计分方法", "评价标准"]
RULES = ["每缺一次扣2分，扣完为止", "达到95%的得8分，每低一个百分点扣0.5分", "未完成的不得分；迟报扣1分"]
OTHERS = {"目标值": ["95%", "4次", "100%"], "完成率": ["93.5%", "100%"], "备注": ["未申诉", "已申诉"]}
LIMITS = ["6月底前", "2017年9月30日前", "立行立改", "长期坚持", "三个工作日内"]

FIGURES = ("full", "got", "lost")
COLUMNS = {
    "category": ["大项", "一级指标"],
    "subcategory": ["小项", "二级指标"],
    "item": ["子项目", "三级指标"],
    "full": ["应得分", "分值", "满分", "权重", "标准分"],
    "got": ["实得分", "得分", "自评得分", "考核得分"],
    "lost": ["扣分", "失分", "扣分合计"],
    "cause": ["失分原因", "扣分原因", "存在问题", "扣分说明"],
    "measure": ["整改措施", "改进措施", "下一步改进措施"],
    "departments": ["责任科室", "责任股室", "责任单位", "责任部门"],
    "time_limit": ["整改时限", "完成时限"],
}
MARKS = [
    (("应得", "full"), ("实得", "got")),
    (("满分", "full"), ("得分", "got")),
    (("分值", "full"), ("得分", "got"), ("扣分", "lost")),
    (("标准分", "full"), ("考核得分", "got")),
    (("权重", "full"), ("自评得分", "got")),
    (("应得", "full"), ("失分", "lost")),
    (("", "full"), ("扣", "lost")),
]


# ---- a ledger --------------------------------------------------------------


def text_of(centi):
    return f"{centi // 100}.{centi % 100:02}"


def short(centi):
    """12.50 as it is printed: 12.5."""
    return text_of(centi).rstrip("0").rstrip(".")


def columns(text):
    """Columns that a text takes on paper: Chinese characters are twice as wide."""
    return sum(2 if ord(c) > 0x2000 else 1 for c in text)


def make_item(rng, name):
    full = rng.choice([3, 5, 6, 10, 15, 20]) * 100
    lost = rng.choice([0, 6, 25, 50, 100, 150, 200, full]) if rng.random() < 0.9 else full
    lost = min(lost, full)
    item = {"item": name, "full": full, "got": full - lost, "lost": lost}
    if lost:
        item["cause"] = rng.choice(WHO) + rng.choice(FAULT)
        steps = [rng.choice(WHEN) + rng.choice(ACTION) for _ in range(rng.randint(1, 3))]
        item["measure"] = "，".join(steps) + "。"
    return item


def make_ledger(rng):
    """Categories of subcategories of items; departments are given to whole subcategories."""
    names = rng.sample(ITEMS, len(ITEMS))
    subjects = rng.sample(SUBJECTS, len(SUBJECTS))
    ledger = []
    for category in rng.sample(CATEGORIES, rng.randint(1, 4)):
        for _ in range(rng.randint(1, 3)):
            departments = rng.sample(DEPARTMENTS, rng.randint(1, 3))
            subject = subjects.pop()
            for _ in range(min(rng.randint(1, 3), len(names))):
                item = make_item(rng, names.pop())
                item |= {"category": category, "subcategory": subject, "departments": departments}
                ledger.append(item)
    return ledger


def expected(ledger, keys, findings):
    """What the import must show of `ledger`, if the document carries only `keys`."""
    items = []
    for number, item in enumerate(ledger, 1):
        row = {"no": number}
        for key in ("category", "subcategory", "item", "cause", "measure", "time_limit"):
            row[key] = item.get(key) if key in keys else None
        row["departments"] = item["departments"] if "departments" in keys else []
        for key in FIGURES:
            row[key] = text_of(item[key])
        items.append(row)
    sums = {key: text_of(sum(i[key] for i in ledger)) for key in FIGURES}
    return {"totals": {"items": len(items)} | sums, "items": items, "findings": findings}


def runs(ledger, key):
    """The ledger cut where `key` (a function of an item) changes."""
    out = []
    for item in ledger:
        if not out or key(out[-1][-1]) != key(item):
            out.append([])
        out[-1].append(item)
    return out


def by_category(ledger):
    return runs(ledger, lambda i: i["category"])


def by_subject(ledger):
    return runs(ledger, lambda i: i["subcategory"])


# ---- prose -----------------------------------------------------------------


class Prose:
    """A manner of writing, chosen once for a document."""

    def __init__(self, rng):
        self.rng = rng
        self.docx = rng.random() < 0.3
        self.automatic = self.docx and rng.random() < 0.5
        self.scheme = rng.choice(["run-on", "brackets", "circles", "top"])
        self.marks = rng.choice(MARKS)
        self.blank = rng.choice(["", "", " "])
        self.wide = rng.random() < 0.2
        self.half = rng.random() < 0.25
        self.cause = rng.choice(["失分原因", "扣分原因", "存在问题"])
        self.measure = rng.choice(["整改措施", "改进措施"])
        self.own_lines = self.scheme != "run-on" and rng.random() < 0.4
        self.group_lines = rng.random() < 0.5
        self.listed = self.own_lines and rng.random() < 0.5
        self.wrong = rng.random() < 0.2
        self.findings = []

    def figure(self, centi):
        text = short(centi)
        return f"{self.blank}{text.translate(DIGITS) if self.wide else text}{self.blank}分"

    def mark(self, item):
        text = "（" + "，".join(label + self.figure(item[key]) for label, key in self.marks) + "）"
        return text.translate(HALF) if self.half else text

    def item(self, item):
        """Name, mark, cause, measure: the lines of one item."""
        head = item["item"] + self.mark(item)
        if not item["lost"]:
            return [head + ("：失分原因：无。" if self.scheme == "run-on" else "")]
        colon = ":" if self.half else "："
        cause = f"{self.cause}{colon}{item['cause']}"
        measure = f"{self.measure}{colon}{item['measure']}"
        if self.own_lines:
            return [head, cause + "。", *self.measure_lines(item, measure)]
        return [f"{head}{colon}{cause}{';' if self.half else '；'}{measure}"]

    def measure_lines(self, item, measure):
        """The measure in one line, or each of its steps as a numbered paragraph."""
        steps = item["measure"].removesuffix("。").split("，")
        if not self.listed or len(steps) == 1:
            return [measure]
        lines = [f"{CIRCLES[n]}{step}；" for n, step in enumerate(steps)]
        lines[-1] = lines[-1][:-1] + "。"
        item["measure"] = "\n".join(lines)
        return [self.measure + "：", *lines]

    def department_line(self, items):
        count = len(items)
        if self.wrong and not self.findings:
            count += self.rng.randint(1, 3)
            self.findings.append({"kind": "count", "where": items[0]["subcategory"]})
        return f"以上{count}项，整改责任科室：" + "、".join(items[0]["departments"])

    def heading(self, level, number):
        if self.automatic:
            return f"@{'章节条'[level]} "
        return (f"{CHINESE[number]}、", f"（{CHINESE[number]}）", f"{number + 1}、")[level]

    def chapters(self, ledger):
        """Levels: with scheme `top` 一、 is a category, else it stands under 二、整改措施."""
        top = self.scheme == "top"
        lines = [] if top else [self.heading(0, 0) + "总体思路", "查漏补缺，力争进位。"]
        lines += [] if top else [self.heading(0, 1) + "整改措施"]
        for c, category in enumerate(by_category(ledger)):
            lines.append(self.heading(0 if top else 1, c) + category[0]["category"])
            if self.automatic:
                lines.append(f"@restart {'节' if top else '条'}")
            for s, items in enumerate(by_subject(category)):
                lines += self.subject(items, self.heading(1 if top else 2, s), top)
        return lines if top else lines + [self.heading(0, 2) + "工作要求", "各科室抓好落实。"]

    def subject(self, items, heading, top):
        lines = []
        if self.scheme == "run-on":
            text = "".join(line for item in items for line in self.item(item))
            lines.append(f"{heading}{items[0]['subcategory']}：{text}")
        else:
            lines.append(heading + items[0]["subcategory"])
            if top and self.automatic:
                lines.append("@restart 条")
            for i, item in enumerate(items):
                number = self.heading(2, i) if top else f"（{i + 1}）"
                number = CIRCLES[i] if self.scheme == "circles" else number
                first, *more = self.item(item)
                lines += [number + first] + more
                if not self.group_lines:
                    lines.append("责任科室：" + "、".join(item["departments"]))
        if self.group_lines or self.scheme == "run-on":
            lines.append(self.department_line(items))
        return lines

    def document(self, ledger):
        lines = [TITLE, ""] + self.chapters(ledger)
        if not self.docx:
            return "txt", ("\n".join(lines) + "\n").encode("utf-8")
        lists = [
            "@list 章 0 chineseCountingThousand %1、",
            "@list 节 0 chineseCountingThousand （%1）",
            "@list 条 0 decimal %1、",
        ]
        split = [f"@split {self.rng.randint(1, 30)}"] if self.rng.random() < 0.5 else []
        recipe = "\n".join(lists + split + [line.replace("{", "{{") for line in lines])
        return "docx", docx_make.make(recipe + "\n")


def prose(rng, ledger):
    keys = ("category", "subcategory", "item", "cause", "measure", "departments")
    manner = Prose(rng)
    ledger = [dict(item) for item in ledger]
    kind, data = manner.document(ledger)
    return kind, data, expected(ledger, keys, manner.findings)


# ---- tables ----------------------------------------------------------------


class Table:
    """A manner of laying out a table, chosen once for a document."""

    def __init__(self, rng):
        self.rng = rng
        self.kind = rng.choice(["bars", "tabs", "blanks", "docx", "docx"])
        groups = {"blanks": ["repeated"], "docx": ["repeated", "once", "merged", "merged"]}
        self.groups = rng.choice(groups.get(self.kind, ["repeated", "once", "dropped"]))
        figures = rng.choice([["full", "got"], ["full", "lost"], ["full", "got", "lost"]])
        keys = ["item", *figures, "cause", "measure", "departments"]
        keys += ["time_limit"] if rng.random() < 0.5 else []
        keys += rng.sample(RUBRICS, 1) if rng.random() < 0.3 else []
        keys += rng.sample(sorted(OTHERS), 1) if rng.random() < 0.3 else []
        if rng.random() < 0.5:
            rng.shuffle(keys)
        # groups given once are carried down only if they lead the row, as in real tables
        self.keys = ["category", "subcategory", *keys]
        self.heads = {key: rng.choice(COLUMNS.get(key, [key])) for key in self.keys}
        self.cut = rng.random() < 0.2
        # who leaves out cells fills the others: an empty one would be a riddle for anybody
        dropped = self.groups == "dropped"
        self.sums = not self.cut and not dropped and rng.random() < 0.4
        self.number = not dropped and rng.random() < 0.3
        self.broken = self.kind == "docx" and rng.random() < 0.3
        self.double = self.kind == "docx" and rng.random() < 0.3
        self.nothing = "无" if dropped else rng.choice(["", "无", "暂无"])
        self.decimals = rng.random() < 0.2
        self.separator = rng.choice("、；")

    def cell(self, item, key):
        if key in FIGURES:
            return text_of(item[key]) + "00" if self.decimals else short(item[key])
        if key == "departments":
            return self.separator.join(item[key])
        if key in RUBRICS:
            return self.rng.choice(RULES)
        if key in OTHERS:
            return self.rng.choice(OTHERS[key])
        text = item.get(key) or self.nothing
        return text.replace("，", "，{p}") if self.broken else text

    def group_cell(self, item, key, before):
        """The category or subcategory, or what stands for `as above`."""
        above = before and all(
            before[k] == item[k] for k in ("category", key)[: 1 if key == "category" else 2]
        )
        if not above or self.groups == "repeated":
            return item[key]
        return {"merged": "^", "dropped": None}.get(self.groups, "")

    def summary(self, items, name):
        row = []
        for key in self.keys:
            if key in FIGURES:
                total = sum(i[key] for i in items)
                row.append(text_of(total) + "00" if self.decimals else short(total))
            else:
                row.append(name if key == "category" else "")
        return row

    def rows(self, ledger):
        yield [self.heads[key] for key in self.keys]
        for category in by_category(ledger):
            before = None
            for item in category:
                row = [
                    self.group_cell(item, key, before)
                    if key in ("category", "subcategory")
                    else self.cell(item, key)
                    for key in self.keys
                ]
                yield [cell for cell in row if cell is not None]
                before = item
            if self.sums:
                yield self.summary(category, "小计")
        if self.sums:
            yield self.summary(ledger, "合计")

    def document(self, ledger):
        rows = list(self.rows(ledger))
        if self.number:
            rows = [[("序号" if n == 0 else str(n)), *row] for n, row in enumerate(rows)]
        tables = [rows]
        half = len(rows) // 2
        whole = len(rows[half]) == len(rows[0]) and not {"^", ""} & set(rows[half][:3])
        if self.cut and half > 1 and whole:
            tables = [rows[:half], [rows[0], *rows[half:]]]
        bodies = [self.body(table) for table in tables]
        if self.kind == "docx":
            bodies = [f"@table header=1\n{body}@end\n" for body in bodies]
        text = f"{TITLE}\n\n" + "续表\n".join(bodies)
        return ("docx", docx_make.make(text)) if self.kind == "docx" else ("txt", text.encode("utf-8"))

    def header(self, row):
        """The header in one row, or in two with the figures under one heading."""
        figures = [c for c, key in enumerate(self.keys, self.number) if key in FIGURES]
        if not self.double or figures != list(range(figures[0], figures[-1] + 1)):
            return [row]
        upper = [("考核情况" if c == figures[0] else "<") if c in figures else row[c] for c in range(len(row))]
        lower = [row[c] if c in figures else "^" for c in range(len(row))]
        return [upper, lower]

    def body(self, rows):
        """The rows as text."""
        rows = self.header(rows[0]) + rows[1:]
        if self.kind == "tabs":
            lines = ["\t".join(row) for row in rows]
        elif self.kind == "blanks":
            # a cell without anything would vanish between blanks, so it holds a dash
            widths = [max(columns(row[c] or "-") for row in rows) + 3 for c in range(len(rows[0]))]
            lines = [
                "".join((cell or "-") + " " * (w - columns(cell or "-")) for cell, w in zip(row, widths))
                for row in rows
            ]
        else:
            lines = ["| " + " | ".join(row) + " |" for row in rows]
        return "".join(line.rstrip(" ") + "\n" for line in lines)


def table(rng, ledger):
    manner = Table(rng)
    if "time_limit" in manner.keys:
        ledger = [i | ({"time_limit": rng.choice(LIMITS)} if i["lost"] else {}) for i in ledger]
    kind, data = manner.document(ledger)
    return kind, data, expected(ledger, manner.keys, [])


# ---- all of it ---------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("duban", help="the program to test")
    parser.add_argument("--ledgers", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=2016, metavar="S")
    parser.add_argument("--only", type=int, metavar="K", help="the K-th ledger alone")
    parser.add_argument("--keep", metavar="FOLDER", help="leave the documents there")
    args = parser.parse_args()
    duban = os.path.abspath(args.duban)
    failed = number = 0
    with tempfile.TemporaryDirectory() as home:
        folder = Path(args.keep or home)
        folder.mkdir(parents=True, exist_ok=True)
        for k in [args.only] if args.only else range(1, args.ledgers + 1):
            rng = random.Random(args.seed * 1_000_003 + k)
            ledger = make_ledger(rng)
            for form in (prose, table):
                kind, data, wanted = form(rng, ledger)
                path = folder.resolve() / f"{form.__name__}-{k}.{kind}"
                path.write_bytes(data)
                number += 1
                failed += run.report(number, path.name, run.check(duban, path, wanted, home))
                if not args.keep:
                    path.unlink()
    print(f"1..{number}")
    print(f"# {number - failed} passed, {failed} failed")
    return 1 if failed or number == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
