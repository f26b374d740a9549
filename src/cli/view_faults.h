/*
 * view_faults.h — what is wrong with files of rules, as compilers print it.
 */
#pragma once

#include "base/str.h"

struct cli;
struct fault;
struct faults;
struct json_val;

/* A line for each: file:line:column: CODE text: detail (what to do). */
void view_faults(struct cli *cli, const struct faults *faults);

/* What to do about a fault: the word that was probably meant, or the general hint. */
struct str view_fault_hint(struct cli *cli, const struct fault *f);

/* The key faults: a list; and left_out, where there were too many. */
void view_faults_json(struct cli *cli, struct json_val *root, const struct faults *faults);

/* As rows where CSV is asked for, else as lines. */
void view_faults_text(struct cli *cli, const struct faults *faults);
