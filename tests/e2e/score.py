#!/usr/bin/env python3
"""score - the year 2016 from the program alone: scores, forecasts, comparisons, freezing.

    score.py DUBAN [--engine sqlite|postgresql]
"""

import csv
import io
import json

from e2elib import ROOT, case, contains, error, lacks, main, same, true

PLAN = json.loads((ROOT / "sample" / "plan-2016.json").read_text(encoding="utf-8"))


def ready(p, *options):
    """A database with the year 2016."""
    p.env["DUBAN_KEY_FILE"] = p.path("key")
    return p.run("demo", "--replay", "2016", *options, code=0)


def catalog(p, name, valid, framework):
    """Load a catalog of this framework alone, over the common one."""
    (p.folder / name).mkdir(exist_ok=True)
    if not (p.folder / "common").exists():
        (p.folder / "common").symlink_to(ROOT / "catalog" / "common")
    p.write(f"{name}/catalog.yaml", f"catalog: {name}\ntitle: 自定\nextends: common\nvalid: {valid}\n")
    p.write(f"{name}/framework.yaml", framework)
    p.run("catalog", "load", name, code=0)


def asked(p, *args):
    return p.run("--format", "json", *args, code=0).json()


def rows(p, *args):
    return list(csv.reader(io.StringIO(p.run("--format", "csv", *args, code=0).out)))


def leaves(node):
    """The leaves below a node of the tree, by id."""
    if "items" not in node:
        return {node["id"]: node}
    return {key: leaf for item in node["items"] for key, leaf in leaves(item).items()}


def centi(text):
    sign, digits = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, part = digits.partition(".")
    true(len(part) == 2, f"two places: {text}")
    return sign * (int(whole) * 100 + int(part))


@case
def replay(p):
    """the 25 scores of 2016 come out to the hundredth, each with its reason"""
    done = ready(p)
    contains(done.out, "247 records")
    tree = asked(p, "score", "--year", "2016")
    same((tree["id"], tree["full"], tree["score"]), ("jiangsu-2016", "242.00", "181.98"), "the whole")
    got = [(leaf["name"]["zh"], leaf["full"], leaf["score"]) for leaf in leaves(tree).values()]
    same(got, [(i["item"], i["full"], i["got"]) for i in PLAN["items"]], "the items of the plan")
    for leaf in leaves(tree).values():
        true(leaf["reasons"], f"{leaf['id']} has a reason")
        same(sum(1 for _ in leaf["lines"]) > 0, True, "lines")
    same([(h["name"]["zh"], h["score"]) for h in tree["items"]],
         [("公共法律服务", "27.60"), ("特殊人群服务管理", "53.00"), ("法治宣传教育", "51.50"), ("基层基础建设", "49.88")],
         "the heads")
    same([(r["rule"], r["name"]["zh"], r["state"], r["count"]) for r in leaves(tree)["2.2.2"]["reasons"]],
         [("cc.education_hours", "每月教育学习不少于8小时，次月3日前录入", "late", 5), ("cc.service_hours", "每月社区服务不少于8小时，次月3日前录入", "late", 3)],
         "sessions entered late")
    same(leaves(tree)["3.3.1"]["reasons"], [{"measure": "sites", "value": "1"}], "nothing but the measure")
    same(p.run("--lang", "zh", "--format", "json", "score", "--year", "2016", code=0).json(), tree, "in every language")
    two_eights = leaves(tree)["2.2.2"]["trace"]["evidence"]
    same(len(two_eights), 8, "sessions entered late")
    same({(e["rule"], e["state"]) for e in two_eights}, {("cc.education_hours", "late"), ("cc.service_hours", "late")},
         "what they are")
    true(all(e["about"].startswith(e["subject"] + " ") for e in two_eights), "who it was about")
    table = p.run("score", "--year", "2016", code=0).out
    contains(table, "181.98")
    chinese = p.run("--lang", "zh", "score", "--year", "2016", code=0).out
    for told in ("省级法治文化示范点 1", "第2季度：受理案件 353、常住人口 560000", "未办结的巡查：3", "落实率 0.875"):
        contains(chinese, told)
    for word in ("cases", "residents", "sites", "rate", "online_patrol"):
        lacks(chinese, word)
    contains(p.run("--lang", "zh", "score", "--year", "2016", code=0).out, "逾期录入 5")
    listed = rows(p, "score", "--year", "2016")
    same(listed[0], ["unit", "item", "name", "full", "score", "lost", "reasons"], "titles")
    same(sum(centi(r[5] or "0.00") for r in listed[1:] if r[1] in leaves(tree)), 6002, "all that was lost")


@case
def outage(p):
    """with the network's outage accepted nothing was closed late"""
    ready(p, "--with-outage")
    tree = asked(p, "score", "--year", "2016")
    same((leaves(tree)["2.3.1"]["score"], tree["score"]), ("5.00", "183.48"), "信息保障, and the whole")
    same(leaves(tree)["2.3.1"]["trace"]["evidence"], [], "nothing is behind it")


@case
def refusals(p):
    """what cannot be answered is told, and a demonstration never meets real data"""
    error(p.run("score", "--year", "2016"), 6, "DB-1202")
    ready(p)
    again = p.run("demo", "--replay", "2016")
    error(again, 5, "SCORE-3620")
    contains(again.err, "catalogs 1, units 4, plans 1")
    error(p.run("demo", "--replay", "2017"), 2, "CLI-9001")
    error(p.run("score"), 2, "CLI-9001")
    error(p.run("score", "--year", "2019"), 4, "SCORE-3601")
    error(p.run("score", "--year", "2016", "--framework", "other"), 4, "SCORE-3601")
    error(p.run("score", "--year", "2016", "--unit", "cx"), 4, "SCORE-3602")
    error(p.run("score", "--year", "2016", "--unit", "nowhere"), 4, "SCORE-3602")
    error(p.run("score", "--year", "2016", "--explain", "9.9"), 4, "SCORE-3603")
    error(p.run("rank", "--year", "2016", "--item", "9.9"), 4, "SCORE-3603")
    error(p.run("reconcile", "--year", "2016"), 4, "SCORE-3610")
    error(p.run("figures", "add", "--year", "2016", "x", "1", "--reason", "y"), 3, "SCORE-3604")
    for name in ("jiangsu-2016@7", "other"):
        refused = p.run("whatif", "jiangsu-2016", name, "--year", "2016")
        error(refused, 4, "CATALOG-3202")
        contains(refused.err, f"[CATALOG-3202]: {name}\n")
    error(p.run("whatif", "jiangsu-2016", "--year", "2016"), 2, "CLI-9001")
    error(p.run("results", "import", "--year", "2016", "--plan", "9"), 4, "LEDGER-2101")
    error(p.run("results", "import", "--year", "2016"), 2, "CLI-9001")


@case
def as_of(p):
    """any moment of the year is told as it was known then"""
    ready(p)
    before = asked(p, "score", "--year", "2016", "--as-of", "2016-02-28")
    same(leaves(before)["2.2.2"]["score"], "5.00", "nothing was late yet")
    same(leaves(before)["2.2.3"]["score"], "10.00", "nobody had re-offended")
    same(leaves(asked(p, "score", "--year", "2016", "--as-of", "2016-09-25"))["2.2.3"]["score"], "10.00",
         "it happened, and nobody had entered it")
    same(leaves(asked(p, "score", "--year", "2016", "--as-of", "2016-09-26"))["2.2.3"]["score"], "0.00",
         "entered that day")
    same(asked(p, "score", "--year", "2016", "--as-of", "2017-01-10")["score"], "181.98", "at closing")


@case
def explain(p):
    """one item with all that it rests on"""
    ready(p)
    out = p.run("--lang", "zh", "score", "--year", "2016", "--explain", "2.2.2", code=0).out
    for part in ("“双八”制度", "1.00", "陈志远", "2016-03", "2016-04-03", "逾期录入", "整改方案"):
        contains(out, part)
    quarters = p.run("--lang", "zh", "score", "--year", "2016", "--explain", "1.2.1", code=0).out
    for part in ("第2季度", "按人口折算", "受理案件", "353"):
        contains(quarters, part)
    for part in ("per_capita", "cases", "整改措施"):
        lacks(quarters, part)
    again = p.run("--lang", "zh", "score", "--year", "2016", "--explain", "2.2.3", code=0).out
    for part in ("何海涛", "青石司法所", "发生即不得分"):
        contains(again, part)
    one = asked(p, "score", "--year", "2016", "--explain", "4.3.1")["units"][0]
    same([(line["span"], line["points"]) for line in one["lines"]],
         [(1, "0"), (1, "1.875"), (2, "0"), (2, "1.875"), (3, "1.875"), (3, "0"), (4, "1.875"), (4, "1.875")], "parts")
    behind = rows(p, "score", "--year", "2016", "--explain", "2.3.1")
    same(len(behind), 4, "a title and three releases")


@case
def forecast(p):
    """the parts of a forecast add up on every level"""
    ready(p)

    def check(node, at):
        parts = sum(centi(node[key]) for key in ("lost", "at_risk", "ahead", "exposed", "secured"))
        same(parts, centi(node["full"]), f"{node['id']} at {at}")
        for item in node.get("items", []):
            check(item, at)

    for at in ("2016-01-01", "2016-05-09", "2016-09-30", "2016-12-31", "2017-03-01"):
        tree = asked(p, "forecast", "--year", "2016", "--as-of", at)
        check(tree, at)
    same((tree["lost"], tree["secured"]), ("60.02", "181.98"), "once it has closed")
    start = asked(p, "forecast", "--year", "2016", "--as-of", "2016-01-01")
    same(start["lost"], "0.00", "nothing is lost on the first day")
    contains(p.run("forecast", "--year", "2016", code=0).out, "Secured")
    same(rows(p, "forecast", "--year", "2016")[-1][3:5], ["181.98", "242.00"], "the last row is the whole")


@case
def rank(p):
    """units by their points; offices where the framework scores offices"""
    ready(p)
    same(asked(p, "rank", "--year", "2016")["units"],
         [{"place": 1, "id": "jt", "name": "云泽区司法局", "full": "242.00", "score": "181.98"}], "one county")
    catalog(p, "office", "{from: 2017-01-01, to: 2017-12-31}",
            "framework: offices-2017\nperiod: {from: 2016-01-01, to: 2017-12-31}\nassessed: office\nitems:\n"
            "- id: a\n  name: 学习\n  full: 10\n  measures:\n    n: {records: education_session}\n    all: {value: 26}\n"
            "  score: {method: ratio, part: n, whole: all, target: 1}\n")
    placed = asked(p, "rank", "--year", "2017", "--item", "a")["units"]
    same([u["place"] for u in placed], sorted(u["place"] for u in placed), "in order")
    same({u["id"] for u in placed}, {"cx", "cd", "qs"}, "the offices")
    scores = [centi(u["score"]) for u in placed]
    same(scores, sorted(scores, reverse=True), "more is better")
    same([u["place"] for u in placed], [1 + sum(s > t for s in scores) for t in scores], "equal ones share a place")
    same(asked(p, "score", "--year", "2017")["units"][0]["id"], "offices-2017", "several units are a list")
    same(asked(p, "score", "--year", "2017", "--unit", "青石司法所")["unit"]["id"], "qs", "one of them is a tree")


@case
def whatif(p):
    """the same records under another catalog, loaded or not"""
    ready(p)
    for name in ("common", "jiangsu-2016"):
        for file in (ROOT / "catalog" / name).rglob("*.yaml"):
            to = p.folder / name / file.relative_to(ROOT / "catalog" / name)
            to.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            if file.name == "framework.yaml":
                text = text.replace("score: {method: deduct, of: late, each: 0.5}", "score: {method: deduct, of: late, each: 0.25}")
            to.write_text(text, encoding="utf-8")
    draft = asked(p, "whatif", "jiangsu-2016", "./jiangsu-2016", "--year", "2016")
    unit = draft["units"][0]
    same((unit["a"], unit["difference"]), ("181.98", "+2.75"), "half as much is deducted")
    same({i["name"]["zh"] for i in unit["items"] if "a" in i and len(i["a"]["id"]) == 5}, {"“双八”制度", "信息保障"},
         "only what differs")
    same(len(asked(p, "whatif", "jiangsu-2016", "./jiangsu-2016", "--year", "2016", "--all")["units"][0]["items"]), 42, "all")
    p.run("catalog", "load", "./jiangsu-2016", code=0)
    same(asked(p, "whatif", "jiangsu-2016@1", "jiangsu-2016@2", "--year", "2016")["units"][0]["b"], "184.73", "by version")
    same(asked(p, "whatif", "jiangsu-2016", "jiangsu-2016@2", "--year", "2016")["units"][0]["items"], [], "the same one")
    contains(p.run("whatif", "jiangsu-2016@1", "jiangsu-2016@2", "--year", "2016", code=0).out, "+2.75")
    p.write("jiangsu-2016/framework.yaml", "framework: [\n")
    done = p.run("whatif", "jiangsu-2016", "./jiangsu-2016", "--year", "2016")
    same(done.code, 3, "a folder with faults")
    contains(done.out, "framework.yaml:")


@case
def figures(p):
    """figures that no record tells: asked for, entered, replaced, taken away"""
    ready(p)
    catalog(p, "own", "{from: 2018-01-01}",
            "framework: own-2018\nperiod: {from: 2018-01-01, to: 2018-12-31}\nitems:\n"
            "- id: s\n  name: 满意度\n  full: 10\n  by: half_year\n  measures:\n    rate: {external: satisfaction}\n"
            "  score: {method: convert, value: rate, of: 100}\n"
            "- id: m\n  name: 领导评价\n  full: 5\n  score: {method: manual, range: [0, 5]}\n")

    def told():
        return {key: leaf["score"] for key, leaf in leaves(asked(p, "score", "--year", "2018", "--as-of", "2018-12-31")).items()}

    add = ("figures", "add", "--year", "2018")
    contains(p.run("figures", "list", "--year", "2018", code=0).err, "satisfaction (s)")
    p.run(*add, "satisfaction", "80", "--span", "1", "--reason", "第三方测评", "--source", "测评报告", code=0)
    p.run(*add, "m", "4.5", "--reason", "年终评议", code=0)
    error(p.run(*add, "m", "5.5", "--reason", "y"), 3, "TEXT-1003")
    error(p.run(*add, "satisfaction", "80", "--span", "3", "--reason", "y"), 3, "SCORE-3605")
    error(p.run(*add, "satisfaction", "good", "--reason", "y"), 3, "TEXT-1002")
    error(p.run(*add, "satisfaction", "80"), 2, "CLI-9001")
    table = p.write("figures.csv", "名称,分段,数值,原因,依据\nsatisfaction,2,90,第三方测评,下半年报告\nm,,4,复核,\n")
    p.run("figures", "import", "--year", "2018", table, code=0)
    bad = p.write("bad.csv", "name,value,reason\nm,9,x\nnone,1,x\nm,1,\n")
    done = p.run("--format", "json", "figures", "import", "--year", "2018", bad)
    same([x["code"] for x in json.loads(done.out)["problems"]], ["TEXT-1003", "SCORE-3604", "RECORD-2406"], "every problem")
    same(done.code, 3, "refused")
    same(len(rows(p, "figures", "list", "--year", "2018")), 4, "those that hold")
    same(len(rows(p, "figures", "list", "--year", "2018", "--all")), 5, "and one that was replaced")
    p.run(*add, "m", "--withdraw", "--reason", "填错", code=0)
    same([f["name"] for f in asked(p, "figures", "list", "--year", "2018")["figures"] if "value" not in f], ["m"], "taken away")
    contains(p.run("figures", "list", "--year", "2018", code=0).err, "m (m)")
    p.run(*add, "m", "3", "--reason", "复核", code=0)
    same(told(), {"s": "0.00", "m": "0.00"}, "on the last day of 2018 nobody had told them")
    now = leaves(asked(p, "score", "--year", "2018"))
    same((now["s"]["score"], now["m"]["score"]), ("8.50", "3.00"), "now")


@case
def results(p):
    """the official result beside our own, and where they differ"""
    ready(p)
    p.run("results", "import", "--year", "2016", "--plan", "1", code=0)
    contains(p.run("results", "import", "--year", "2016", "--plan", "1", code=0).err, "unchanged")
    unit = asked(p, "reconcile", "--year", "2016")["units"][0]
    same((unit["official_lost"], unit["our_lost"], unit["sums"]["predicted"]), ("60.02", "60.02", "60.02"), "all was predicted")
    same({i["kind"] for i in unit["items"]}, {"predicted"}, "each item")
    table = p.write("province.csv", "指标,得分,应得分,失分原因\n2.2.1,1,5,两个司法所\n2.2.2,2,5,\n4.2.1,0,7,未建成\n"
                    "矫正方案,1,5,\n")
    done = p.run("results", "import", "--year", "2016", table)
    same(done.code, 3, "an item twice")
    contains(done.out, "SCORE-3611")
    table = p.write("province.csv", "指标,得分,应得分,失分原因\n2.2.1,1,5,两个司法所\n2.2.2,2,5,\n4.2.1,0,7,未建成\n"
                    "2.2.3,10,10,\n")
    p.run("results", "import", "--year", "2016", table, code=0)
    unit = asked(p, "reconcile", "--year", "2016")["units"][0]
    kinds = {i["id"]: i for i in unit["items"]}
    same({k: kinds[k]["kind"] for k in ("2.2.1", "2.2.2", "2.2.3", "4.2.1", "1.1.1")},
         {"2.2.1": "disputed", "2.2.2": "timing", "2.2.3": "timing", "4.2.1": "timing", "1.1.1": "predicted"}, "kinds")
    same((kinds["2.2.1"]["predicted"], kinds["2.2.1"]["rest"], len(kinds["2.2.1"]["proofs"]) > 0), ("2.00", "2.00", True),
         "the rest is disputed")
    true(kinds["4.2.1"]["moment"] < "2016-07-18", "it was not there before July")
    parts = sum(centi(unit["sums"][k]) for k in ("predicted", "disputed", "unforeseen"))
    timing = sum(centi(i["rest"]) for i in unit["items"] if i["kind"] == "timing" and centi(i["official"]) < centi(i["ours"]))
    same(parts + timing, centi(unit["official_lost"]), "the sums are the official loss")
    letter = p.run("--lang", "zh", "reconcile", "--year", "2016", "--appeal", "2.2.1", code=0).out
    for part in ("矫正方案", "复核", "2.00", "吴晓东"):
        contains(letter, part)
    lacks(letter, "何海涛", "who was late is no proof")
    contains(p.run("reconcile", "--year", "2016", "--appeal", "1.1.1", code=0).err, "nothing to appeal with")
    same(len(rows(p, "results", "list", "--year", "2016")), 26, "those that hold")
    same(len(rows(p, "results", "list", "--year", "2016", "--all")), 30, "and the earlier revisions")
    contains(p.run("reconcile", "--year", "2016", code=0).out, "60.02")


@case
def freeze(p):
    """once the year has closed its scores are kept, whatever comes later"""
    ready(p)
    before = asked(p, "score", "--year", "2016")
    p.run("freeze", "--year", "2016", code=0)
    error(p.run("freeze", "--year", "2016"), 5, "SCORE-3606")
    frozen = asked(p, "score", "--year", "2016")
    true("frozen" in frozen and len(frozen["frozen"]["inputs_sha256"]) == 64, "it says that it is frozen")
    del frozen["frozen"]
    same(frozen, before, "nothing else is different")
    sheet = p.write("later.csv", "unit,subject,committed_on,known_on,charge,stage,entered_at\n"
                    "qs,R50,2016-06-01,2016-06-02,盗窃罪,detained,2016-06-02 10:00\n")
    p.run("records", "void", "R171", "--reason", "撤回", code=0)
    p.run("records", "import", "reoffence", sheet, "--history", code=0)
    same(asked(p, "score", "--year", "2016")["score"], "181.98", "entered later")
    anew = asked(p, "score", "--year", "2016", "--recompute")
    true("frozen" not in anew, "worked out anew")
    contains(p.run("score", "--year", "2016", code=0).out, "frozen on")
    same(asked(p, "rank", "--year", "2016")["units"][0]["frozen"], True, "places too")
    p.run("audit", "verify", code=0)


@case
def not_closed(p):
    """what has not closed cannot be frozen"""
    ready(p)
    framework = ("framework: own-2100\nperiod: {from: 2100-01-01, to: 2100-12-31}\nitems:\n"
                 "- id: m\n  name: 评价\n  full: 5\n  score: {method: manual, range: [0, 5]}\n")
    catalog(p, "own", "{from: 2100-01-01}", framework)
    error(p.run("freeze", "--year", "2100"), 3, "SCORE-3608")
    catalog(p, "own", "{from: 2100-01-01}", framework.replace("items:", "closes_at: 2101-01-10T18:00:00+08:00\nitems:"))
    error(p.run("freeze", "--year", "2100"), 5, "SCORE-3607")


@case
def backtest(p):
    """which losses of 2016 would have been warned of; README has the figure"""
    ready(p)
    unit = asked(p, "backtest", "--year", "2016")["units"][0]
    same(unit["lost"], "60.02", "every point lost is put down to something")
    same(sum(map(centi, unit["sums"].values())), 6002, "the sums")
    same(sum(centi(x["lost"]) for x in unit["losses"]), 6002, "the losses")
    for kind, sum_ in unit["sums"].items():
        same(sum(centi(x["lost"]) for x in unit["losses"] if x["kind"] == kind), centi(sum_), kind)
        same(sum(x["kind"] == kind for x in unit["losses"]), unit["counts"][kind], f"how many: {kind}")
    same({k: v for k, v in unit["sums"].items() if centi(v)},
         {"timely": "17.80", "unlisted": "4.00", "forecast": "24.12", "event": "14.10"}, "2016")
    for x in unit["losses"]:
        true(("days_ahead" in x) == (x["kind"] in ("timely", "short", "forecast")), x)
    for page in ("README.md", "README.zh-CN.md", "docs/manual/scores.md"):
        contains((ROOT / page).read_text(encoding="utf-8"), "17.80", page)
    late = [x for x in unit["losses"] if x.get("rule") == "cc.release_closed"]
    same([x["days_ahead"] for x in late], [1, 1, 3], "a release is known a working day ahead")
    three = asked(p, "backtest", "--year", "2016", "--days", "3")["units"][0]["sums"]
    same((three["timely"], three["short"]), ("16.80", "1.00"), "two of them are too late for three days")
    contains(p.run("--lang", "zh", "backtest", "--year", "2016", code=0).out, "及时预警")
    same(len(rows(p, "backtest", "--year", "2016")), 1 + len(unit["losses"]), "CSV")


@case
def spent(p):
    """what is late when an item has nothing left to lose has no share in the loss"""
    ready(p)
    person = p.write("person.csv", "unit,name,id_number,sex,kind,charge,decided_by,start_on,end_on,able_to_work,entered_at\n"
                     "qs,苏文,320499198001011014,male,probation,盗窃罪,court,2016-01-01,2017-06-30,false,2016-01-01 10:00\n")
    sessions = p.write("sessions.csv", "unit,subject,held_on,hours,form,topic,entered_at\n" + "".join(
        f"qs,R248,2016-{month:02d}-12,8,group,学习,2016-{month:02d}-28 10:00\n" for month in range(1, 9)) + "".join(
        f"qs,R248,2016-{month:02d}-12,8,group,学习,2017-01-09 10:00\n" for month in range(9, 13)))
    p.run("records", "import", "supervisee", person, "--history", code=0)
    p.run("records", "import", "education_session", sessions, "--history", code=0)
    unit = asked(p, "backtest", "--year", "2016")["units"][0]
    eights = [x for x in unit["losses"] if x["item"] == "2.2.2"]
    same(sum(centi(x["lost"]) for x in eights), 500, "all five points are lost")
    late = [x for x in eights if x["kind"] == "spent"]
    true(late and all(x["lost"] == "0.00" and x["period"] >= "2016-10" for x in late), "the last ones had nothing left to lose")
    same(sum(centi(x["lost"]) for x in unit["losses"]), centi(unit["lost"]), "the sums hold")


if __name__ == "__main__":
    main()
