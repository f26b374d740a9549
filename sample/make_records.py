#!/usr/bin/env python3
"""make_records - the sample sheets of this folder: people, units and sessions of no real county.

Usage: make_records.py    (writes supervisees and education_sessions, .csv and .xlsx, beside itself)

Everybody in it is invented, and the division 320499 of the identity numbers does not exist. The
same run gives the same bytes.
"""

import csv
import datetime
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tests", "support"))
import xlsx_make  # noqa: E402  (tests/support/xlsx_make.py, found by the line above)

OFFICES = ["城西司法所", "城东司法所", "临湖司法所", "青石司法所"]
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
GIVEN = ["建国", "秀英", "志强", "丽华", "国庆", "海燕", "永刚", "春梅", "文斌", "玉兰", "振华"]
CHARGES = ["危险驾驶罪", "盗窃罪", "交通肇事罪", "故意伤害罪", "诈骗罪", "非法捕捞水产品罪"]
TOPICS = ["社区矫正监督管理规定学习", "民法典婚姻家庭编讲座", "交通安全警示教育", "心理健康辅导", "反诈骗宣传教育"]
TEACHERS = ["方晓明", "顾思远", "陆雨桐"]
PEOPLE = 40
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def id_number(n, woman):
    """An identity number with a right check character in a division that does not exist."""
    born = datetime.date(1968, 3, 5) + datetime.timedelta(days=(n * 397) % 11000)
    order = 2 * (n % 400) + (100 if woman else 101)
    digits = f"320499{born:%Y%m%d}{order:03d}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def person(n):
    woman = n % 5 == 3
    start = datetime.date(2017, 1, 4) + datetime.timedelta(days=(n * 53) % 330)
    return {"name": FAMILY[n % len(FAMILY)] + GIVEN[(n * 7) % len(GIVEN)], "number": f"云矫〔2017〕{n + 1}号",
            "id": id_number(n, woman), "sex": "女" if woman else "男", "charge": CHARGES[n % len(CHARGES)],
            "start": start, "end": start + datetime.timedelta(days=365), "office": OFFICES[n % len(OFFICES)],
            "phone": f"1390000{1000 + n * 37 % 9000}"}


def supervisees(people):
    yield ["单位", "姓名", "档案编号", "身份号码", "性别", "联系电话", "矫正类别", "罪名", "决定机关",
           "矫正起始日期", "矫正期满（终止）日期"]
    for p in people:
        yield [p["office"], p["name"], p["number"], p["id"], p["sex"], p["phone"], "宣告缓刑", p["charge"],
               "人民法院", p["start"], p["end"]]


def sessions(people):
    yield ["单位", "社区服刑人员", "日期", "学时", "形式", "内容", "授课人"]
    for n, p in enumerate(people):
        for month in range(12):
            held = datetime.date(2017, month + 1, 4 + (n * 3 + month) % 20)
            if p["start"] <= held:
                yield [p["office"], p["number"], held, 8 if (n + month) % 3 else 4, "集中教育" if month % 2 else "个别教育",
                       TOPICS[(n + month) % len(TOPICS)], TEACHERS[n % len(TEACHERS)]]


def write(name, title, rows):
    rows = list(rows)
    xlsx_make.write(os.path.join(HERE, f"{name}.xlsx"), rows, title)
    with open(os.path.join(HERE, f"{name}.csv"), "w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f).writerows(rows)


def main():
    people = [person(n) for n in range(PEOPLE)]
    write("supervisees", "社区服刑人员", supervisees(people))
    write("education_sessions", "教育学习", sessions(people))


if __name__ == "__main__":
    main()
