#!/usr/bin/env python3
"""make.py: write the sample records of 2016; with --check see that the files are these.

Everybody in them is invented; the figures are those that the rectification plan of 2016 tells. They
are written as cases here, and as the sheets of sample/replay-2016 that `duban demo` brings in. The
cases differ in one thing: in the second the network's outage was accepted. The same run gives the
same bytes.
"""

import csv
import datetime
import io
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
SAMPLE = ROOT / "sample" / "replay-2016"
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
COUNTY = ("jt", "云泽区司法局")
OFFICES = {"cx": "城西司法所", "cd": "城东司法所", "qs": "青石司法所"}
OUTAGE = ("2016-06-29 08:30", "2016-07-04 17:00", "2016-07-05 10:00", "2016-07-12 09:00")  # from, to, reported, accepted
FIGURES = {"population": 560000, "towns": 9, "established_posts": 40, "filled_posts": 35, "cadres_due": 1200}

# What the plan says of each item: full marks and what it got.
SCORES = [
    ("1.1.1", "5.00", "4.70"), ("1.1.2", "5.00", "4.40"), ("1.2.1", "13.00", "12.50"),
    ("1.2.2", "7.00", "6.00"), ("2.1.1", "10.00", "9.00"), ("2.1.2", "5.00", "3.50"),
    ("2.2.1", "5.00", "3.00"), ("2.2.2", "5.00", "1.00"), ("2.2.3", "10.00", "0.00"),
    ("2.3.1", "5.00", "3.50"), ("2.3.2", "5.00", "4.00"), ("2.4.1", "14.00", "6.00"),
    ("2.4.2", "26.00", "23.00"), ("3.1.1", "10.00", "9.00"), ("3.2.1", "5.00", "0.00"),
    ("3.3.1", "15.00", "14.00"), ("3.3.2", "20.00", "19.50"), ("3.4.1", "10.00", "9.00"),
    ("4.1.1", "6.00", "5.50"), ("4.1.2", "3.00", "1.00"), ("4.1.3", "8.00", "7.00"),
    ("4.2.1", "7.00", "5.00"), ("4.2.2", "18.00", "14.00"), ("4.3.1", "15.00", "9.38"),
    ("4.3.2", "10.00", "8.00"),
    ("1", "30.00", "27.60"), ("2", "85.00", "53.00"), ("3", "60.00", "51.50"),
    ("4", "67.00", "49.88"),
]
TOTAL = ("242.00", "181.98")
WITH_OUTAGE = {"2.3.1": "5.00", "2": "54.50"}
TOTAL_WITH_OUTAGE = ("242.00", "183.48")

# id, name, office, charge, begins, ends: people under community correction.
PEOPLE = [
    ("p1", "陈志远", "cx", "危险驾驶罪", "2015-11-10", "2016-06-29"),
    ("p2", "周建平", "cx", "盗窃罪", "2015-12-01", "2016-06-30"),
    ("p3", "吴晓东", "cd", "交通肇事罪", "2016-01-04", "2016-07-01"),
    ("p4", "林国强", "cd", "危险驾驶罪", "2016-03-07", "2017-03-06"),
    ("p5", "许文斌", "qs", "危险驾驶罪", "2016-05-09", "2016-10-31"),
    ("p6", "何海涛", "qs", "寻衅滋事罪", "2016-02-15", "2017-02-14"),
    ("p7", "沈立新", "cx", "诈骗罪", "2015-06-01", "2017-05-31"),
]
LATE_SESSIONS = {("p1", 2), ("p1", 3), ("p2", 3), ("p6", 5), ("p6", 7)}  # person, month
LATE_SERVICE = {("p2", 4), ("p3", 5), ("p7", 10)}
LATE_POSITIONING = {"p4", "p5"}
LATE_PLAN = {"p6"}
LATE_RELEASE = {"p1", "p2", "p3"}  # closed when the network was back

# id, name, received on, released on, whether a key person: people coming from prison.
RELEASED = [
    ("r1", "姜德明", "2016-01-11", "2016-03-01", True),
    ("r2", "戚永刚", "2016-02-15", "2016-04-05", True),
    ("r3", "喻国庆", "2016-03-14", "2016-05-03", False),
    ("r4", "施振华", "2016-04-11", "2016-06-01", True),
    ("r5", "孔祥林", "2016-05-16", "2016-07-04", False),
]
LATE_BASIC = {"r1", "r2", "r4"}
LATE_LINKAGE = {"r1", "r3", "r5"}
LATE_PICKUP = {"r1", "r2"}
LATE_VERIFICATION = {"r2", "r3", "r4"}
LATE_SETTLEMENT = {"r1", "r3", "r5"}


def day(text, days=0):
    return datetime.date.fromisoformat(text) + datetime.timedelta(days=days)


def id_number(n):
    """An identity number with a right check character in a division that does not exist."""
    digits = f"320499{datetime.date(1971, 4, 2) + datetime.timedelta(days=n * 613):%Y%m%d}{2 * n + 101:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def number_of_firm(n):
    """A unified social credit code with a right check character, in the same division."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    code = f"31320499MD{n:07d}"
    return code + signs[-sum(signs.index(c) * pow(3, i, 31) for i, c in enumerate(code)) % 31]


class Records:
    def __init__(self):
        self.lines = []
        self.entries = []

    def add(self, name, kind, unit, entered, fields, subject=None):
        self.entries.append((name, kind, unit, entered, fields, subject))
        of = f", subject: {subject}" if subject else ""
        told = ", ".join(f"{key}: {value}" for key, value in fields.items())
        self.lines.append(f"- {{id: {name}, type: {kind}, unit: {unit}{of}, "
                          f"entered_at: {entered}T10:00:00+08:00, fields: {{{told}}}}}")

    def title(self, text):
        self.lines.append(f"# {text}")


def firms(r):
    r.title("律师事务所：应为7家，单独录入6家；三件网上巡查没有办结")
    for n in range(1, 8):
        name = f"云泽第{'一二三四五六七'[n - 1]}律师事务所"
        r.add(f"firm{n}", "law_firm", "jt", "2015-12-01", {"name": name, "credit_code": number_of_firm(n), "founded_on": "2010-01-01"})
    for n in range(1, 7):
        r.add(f"assessed{n}", "firm_assessment", "jt", "2016-05-20", {"year": 2015, "assessed_on": "2016-05-20", "result": "qualified"}, f"firm{n}")
    for n in range(1, 6):
        fields = {"case_number": f"云律〔2016〕{n}号", "matter": "civil", "accepted_on": f"2016-0{n}-10"}
        r.add(f"fc{n}", "firm_case", "jt", f"2016-0{n}-10", fields, f"firm{n}")
        patrol = {"firm_case": f"fc{n}", "patrolled_on": f"2016-0{n + 2}-10", "result": "good"}
        if n <= 2:
            patrol["closed_on"] = f"2016-0{n + 2}-12"
        r.add(f"patrol{n}", "online_patrol", "jt", f"2016-0{n + 2}-12", patrol)


def legal_aid(r):
    r.title("法律援助：第二季度353件，常住人口56万人，即万分之六点三；第三、四季度补贴400元，标准800元")
    accepted = [134, 128, 137, 121, 117, 115, 133, 131, 136, 140, 129, 138]
    for month, cases in enumerate(accepted, 1):
        last = datetime.date(2016 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        r.add(f"aid{month}", "aid_month", "jt", last, {"month_on": last, "accepted": cases})
    for n, (month, paid) in enumerate([(2, 800), (5, 800), (8, 400), (9, 400), (11, 400)], 1):
        fields = {"number": f"云援〔2016〕{n}号", "origin": "notified_defence", "matter": "criminal",
                  "stage": "investigation", "accepted_on": f"2016-{month:02d}-03", "noticed_on": f"2016-{month:02d}-02", "aided_person": f"受援人{n}"}
        r.add(f"case{n}", "legal_aid_case", "jt", f"2016-{month:02d}-03", fields)
        subsidy = {"aid_case": f"case{n}", "stage": "investigation", "paid_on": f"2016-{month:02d}-25", "amount": paid, "standard": 800}
        r.add(f"subsidy{n}", "subsidy", "jt", f"2016-{month:02d}-25", subsidy)


def months_of(begins, ends):
    """The months of 2016 that lie wholly in the life."""
    for month in range(1, 13):
        first = datetime.date(2016, month, 1)
        last = datetime.date(2016 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        if day(begins) <= first and last <= day(ends):
            yield month


def sessions(r, who, office, month):
    entered = day(f"2016-{month:02d}-28")
    after = datetime.date(2016 + month // 12, month % 12 + 1, 8)
    r.add(f"{who}e{month}", "education_session", office, after if (who, month) in LATE_SESSIONS else entered,
          {"held_on": f"2016-{month:02d}-12", "hours": 8, "form": "group", "topic": "社区矫正监督管理规定学习"}, who)
    r.add(f"{who}s{month}", "service_session", office, after if (who, month) in LATE_SERVICE else entered,
          {"held_on": f"2016-{month:02d}-19", "hours": 8, "content": "公园保洁"}, who)


def correction(r):
    r.title("社区服刑人员：2人未及时加入定位，青石司法所方案录入迟，8人月教育或服务录入迟")
    for n, (who, name, office, charge, begins, ends) in enumerate(PEOPLE):
        fields = {"name": name, "id_number": id_number(n), "sex": "male", "kind": "probation", "charge": charge,
                  "decided_by": "court", "start_on": begins, "end_on": ends, "able_to_work": "true"}
        r.add(who, "supervisee", office, begins, fields)
        if begins >= "2016":
            entered = day(begins, 16 if who in LATE_POSITIONING else 2)
            r.add(f"{who}p", "positioning_enrolment", office, entered,
                  {"enrolled_on": day(begins, 2), "means": "phone", "device": f"1390000{n:04d}"}, who)
            entered = day(begins, 45 if who in LATE_PLAN else 10)
            r.add(f"{who}m", "correction_plan", office, entered,
                  {"made_on": day(begins, 10), "assessment": "综合评估", "measures": "监督管理和教育帮扶措施"}, who)
        for month in months_of(begins, ends):
            sessions(r, who, office, month)
        if ends < "2017":
            entered = "2016-07-05" if who in LATE_RELEASE else ends
            r.add(f"{who}r", "release", office, entered, {"released_on": ends, "release_certificate": f"云解〔2016〕{n + 1}号"}, who)


def events(r):
    r.title("一人关机，一人收监后文书移交迟，一人重新犯罪，一次竞赛报名录入迟")
    r.add("alarm1", "position_alarm", "qs", "2016-08-20",
          {"raised_at": "2016-08-20T09:00:00+08:00", "kind": "off", "own_fault": "true"}, "p6")
    r.add("custody1", "custody", "jt", "2016-11-14",
          {"person": "p7", "taken_on": "2016-11-01", "told_on": "2016-11-14", "told_by": "court"})
    r.add("handover1", "custody_handover", "jt", "2016-11-15", {"custody": "custody1", "handed_over_on": "2016-11-15", "terminated": "true"})
    r.add("reoffence1", "reoffence", "qs", "2016-09-26",
          {"committed_on": "2016-09-20", "known_on": "2016-09-26", "charge": "介绍卖淫罪", "stage": "detained"}, "p6")
    for n, (name, by, entered) in enumerate([("社区矫正业务技能竞赛", "2016-05-20", "2016-05-18"), ("岗位练兵技能竞赛", "2016-09-30", "2016-10-09")], 1):
        r.add(f"contest{n}", "contest", "jt", day(by, -20),
              {"name": name, "level": "city", "announced_on": day(by, -20), "register_by": by, "held_on": day(by, 20)})
        r.add(f"entrant{n}", "contest_participation", "jt", entered, {"contest": f"contest{n}", "name": "方晓明", "registered_on": day(by, -2)})


def resettlement(r):
    r.title("刑释人员：衔接、基础信息、接送数据迟8条，安置、核查数据迟6条")
    for n, (who, name, received, released, key) in enumerate(RELEASED, 1):
        truth = "true" if key else "false"
        r.add(f"{who}n", "prisoner", "cd", day(received, 9 if who in LATE_BASIC else 1),
              {"number": f"XS2016{n:04d}", "name": name, "received_on": received, "sent_by": "prison",
               "release_due_on": released, "key_resettlement": truth})
        r.add(f"{who}v", "verification", "cd", day(received, 30 if who in LATE_VERIFICATION else 12),
              {"prisoner": f"{who}n", "verified_on": day(received, 12), "result": "same"})
        r.add(f"{who}l", "linkage", "cd", day(received, 40 if who in LATE_LINKAGE else 21),
              {"prisoner": f"{who}n", "linked_on": day(received, 21), "collects": "office"})
        r.add(who, "released_person", "cd", released,
              {"name": name, "id_number": id_number(20 + n), "sex": "male", "prisoner": f"{who}n", "released_on": released, "key_resettlement": truth})
        if key:
            r.add(f"{who}k", "mandatory_pickup", "cd", day(released, 11 if who in LATE_PICKUP else 0),
                  {"collected_on": released, "collected_by": "司法所工作人员", "handover_form": "true", "agreement": "true"}, who)
        r.add(f"{who}a", "settlement", "cd", day(released, 120 if who in LATE_SETTLEMENT else 40),
              {"settled_on": day(released, 40), "way": "employer"}, who)


def publicity(r):
    r.title("法治宣传：没有考试系统，没有可推广的项目，省级示范点1个，专业组织1个，点击量少")
    r.add("training1", "law_training", "jt", "2016-06-15", {"held_on": "2016-06-15", "attended": 1180})
    r.add("innovation1", "innovation", "jt", "2016-10-10", {"name": "法治夜市", "reported_on": "2016-10-10", "spread": "false"})
    for month in range(1, 13):
        last = datetime.date(2016 + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)
        r.add(f"media{month}", "media_month", "jt", last, {"month_on": last, "updates": 22, "clicks": 2900})


def establishments(r):
    r.title("阵地和组织：孵化中心7月建成，镇（街道）9个")
    found = [("法治文化公园", "law_site", "2016-04-12", "province"), ("普法志愿者协会", "publicity_organisation", "2016-05-03", "county"),
             ("人民调解员协会", "mediation_trade", "2016-03-21", "county"), ("社会组织孵化中心", "incubator", "2016-07-18", "county")]
    found += [(f"群众议事会{n}", "base", f"2016-0{n}-25", "county") for n in range(1, 8)]
    found += [("心理矫正服务社", "professional", "2016-06-02", "county"), ("婚姻家庭调解社", "professional", "2016-08-09", "county")]
    for n, (name, kind, on, level) in enumerate(found, 1):
        r.add(f"est{n}", "establishment", "jt", on, {"name": name, "kind": kind, "level": level, "established_on": on})


def basics(r):
    r.title("队伍和平台：一季度新军4支到位，前两季度没有研判报告，三季度登录率低，抽查4次不合格")
    for quarter, in_place, used in ((1, 4, 42), (2, 5, 45), (3, 5, 31), (4, 5, 47)):
        on = f"2016-{3 * quarter:02d}-25"
        r.add(f"team{quarter}", "team_report", "jt", on, {"reported_on": on, "in_place": in_place})
        r.add(f"use{quarter}", "platform_use", "jt", on, {"counted_on": on, "accounts": 50, "used": used})
        if quarter > 2:
            r.add(f"report{quarter}", "analysis_report", "jt", on, {"uploaded_on": on, "title": f"2016年第{'一二三四'[quarter - 1]}季度研判报告"})
    for n, passed in enumerate(["false", "true", "false", "false", "true", "false"], 1):
        on = f"2016-{2 * n:02d}-20"
        r.add(f"check{n}", "data_check", "jt", on, {"checked_on": on, "passed": passed})


def records():
    r = Records()
    for part in (firms, legal_aid, correction, events, resettlement, publicity, establishments, basics):
        part(r)
    return r


def sheet(rows):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def sheet_of(kind, entries, numbers):
    """The records of a type as a sheet; others are named by the numbers they get in an empty database."""
    columns = list(dict.fromkeys(key for entry in entries for key in entry[4]))
    in_file = any(entry[5] for entry in entries)
    rows = [["unit"] + ["subject"] * in_file + columns + ["entered_at"]]
    for _, _, unit, entered, fields, subject in entries:
        rows.append([unit] + [numbers.get(subject)] * in_file + [numbers.get(fields.get(c), fields.get(c, "")) for c in columns]
                    + [f"{entered} 10:00"])
    return sheet(rows)


def sheets():
    """Units, their figures, and a sheet for each record type, in the order in which they are brought in."""
    by_kind = {}
    for entry in records().entries:
        by_kind.setdefault(entry[1], []).append(entry)
    ordered = [entry for entries in by_kind.values() for entry in entries]
    numbers = {entry[0]: f"R{n}" for n, entry in enumerate(ordered, 1)}
    units = [["id", "kind", "parent", "name"], [COUNTY[0], "county", "", COUNTY[1]]]
    units += [[i, "office", COUNTY[0], name] for i, name in OFFICES.items()]
    figures = [["unit", "attribute", "from", "value"]]
    figures += [[COUNTY[0], name, "2015-01-01", value] for name, value in FIGURES.items()]
    outage = [["unit", "from", "to", "reason", "source", "reported_at", "accepted_at"],
              [COUNTY[0], *OUTAGE[:2], "内网网络故障，系统无法登录", "信息中心故障通知", *OUTAGE[2:]]]
    made = {"units.csv": sheet(units), "figures.csv": sheet(figures), "outage.csv": sheet(outage)}
    for n, (kind, entries) in enumerate(by_kind.items(), 1):
        made[f"{n:02d}-{kind}.csv"] = sheet_of(kind, entries, numbers)
    return made


def case(outage):
    r = records()
    name = "2016 again, and the outage was accepted" if outage else "2016 again"
    scores = [(i, full, WITH_OUTAGE.get(i, got) if outage else got) for i, full, got in SCORES]
    full, got = TOTAL_WITH_OUTAGE if outage else TOTAL
    lines = [f"# Made by {pathlib.Path(__file__).name}; people invented, figures as in the rectification plan of 2016.",
             f"case: {name}", "as_of: 2017-03-28T09:00:00+08:00", "catalog: ../../../catalog/jiangsu-2016", "units:",
             f"- {{id: {COUNTY[0]}, kind: county, name: {COUNTY[1]}, attributes: {{"
             + ", ".join(f"{name}: {value}" for name, value in FIGURES.items()) + "}}"]
    lines += [f"- {{id: {i}, kind: office, parent: {COUNTY[0]}, name: {name}}}" for i, name in OFFICES.items()]
    lines += ["records:"] + r.lines
    if outage:
        began, ended, _, accepted = (moment.replace(" ", "T") + ":00+08:00" for moment in OUTAGE)
        lines += ["outages:", f"- {{unit: jt, from: {began}, to: {ended}, accepted_at: {accepted}}}"]
    lines += ["expect:", "  scores:"]
    lines += [f'  - {{item: "{i}", unit: jt, full: "{f}", score: "{s}"}}' for i, f, s in scores]
    lines += [f'  - {{unit: jt, full: "{full}", score: "{got}"}}']
    return "\n".join(lines) + "\n"


def items_of_plan():
    """Name, full marks and score of each item in the sample plan, as the reader must find them."""
    plan = json.loads((ROOT / "sample" / "plan-2016.json").read_text(encoding="utf-8"))
    return [(i["item"], i["full"], i["got"]) for i in plan["items"]]


def items_of_catalog():
    """The same of the catalog's leaves and of the scores expected here."""
    text = (ROOT / "catalog" / "jiangsu-2016" / "framework.yaml").read_text(encoding="utf-8")
    leaves = re.findall(r'- id: "([\d.]+)"\n +name: (.+)\n +full: (\d+)\n', text)
    got = {i: score for i, _, score in SCORES}
    return [(name, f"{full}.00", got[i]) for i, name, full in leaves]


def main():
    check = sys.argv[1:] == ["--check"]
    made = {HERE / "2016.yaml": case(False), HERE / "2016-with-an-accepted-outage.yaml": case(True)}
    made |= {SAMPLE / name: text for name, text in sheets().items()}
    if not check:
        SAMPLE.mkdir(exist_ok=True)
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return 0
    print(f"1..{len(made) + 2}")
    bad = 0
    for n, (path, text) in enumerate(made.items(), 1):
        same = path.exists() and path.read_text(encoding="utf-8") == text
        bad += not same
        print(f"{'ok' if same else 'not ok'} {n} - {path.relative_to(ROOT)} is as make.py makes it")
    for n, (same, what) in enumerate([
            (items_of_catalog() == items_of_plan(), "the items are those of the rectification plan"),
            (set(SAMPLE.iterdir()) <= set(made), "no other sheet lies there")], len(made) + 1):
        bad += not same
        print(f"{'ok' if same else 'not ok'} {n} - {what}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
