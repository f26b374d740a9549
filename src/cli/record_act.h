/*
 * record_act.h — how the commands that enter and change records end.
 */
#pragma once

#include "app/record_edit.h"

struct cli;

/*
 * Show the record as it stands, or what keeps it from being stored.
 * errors  the code of the first problem, with its field; those of app_record_show
 */
ERR_CHECKED enum err_code record_act_end(struct cli *cli, const struct app_record_result *r,
                                         struct err *e);
