/*
 * paper_of.h — a small plan and its paper, for the tests of what writes papers.
 */
#pragma once

#include "base/arena.h"
#include "deliver/paper.h"

static inline struct plan_figure paper_of_figure(int64_t centi)
{
    return (struct plan_figure){PLAN_PRINTED, {centi}};
}

/* Two items under one heading, the second with a measure of two lines. */
static inline struct plan paper_of_plan(struct arena *a)
{
    struct plan p = {.number = STR("云司发〔2017〕7号"),
                     .title = STR("云泽区司法局关于2016年度绩效考评的整改方案"),
                     .has_issued_on = true,
                     .issued_on = {17253}, /* 2017-03-28 */
                     .year = 2016,
                     .rank = 12,
                     .n_items = 2};
    p.items = ARENA_NEW_N(a, 2, struct plan_item);
    p.items[0] = (struct plan_item){.no = 1,
                                    .category = STR("公共法律服务"),
                                    .subcategory = STR("律师监管"),
                                    .item = STR("年度考核"),
                                    .full = paper_of_figure(500),
                                    .got = paper_of_figure(470),
                                    .cause = STR("1家未上报"),
                                    .measure = STR("每周核对。")};
    p.items[1] = p.items[0];
    p.items[1].no = 2;
    p.items[1].item = STR("诚信 & <建设>");
    p.items[1].measure = STR("①每周核对；\n②每月通报。");
    plan_item_derive(&p.items[0]);
    plan_item_derive(&p.items[1]);
    return p;
}

static inline struct paper paper_of(struct arena *a, const struct plan *p,
                                    const struct paper_head *head)
{
    static const int64_t ids[] = {11, 12, 13, 14, 15};
    struct paper paper;
    struct err e;
    must(paper_compose(a, p, ids, head, &paper, &e) == ERR_OK);
    return paper;
}
