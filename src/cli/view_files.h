/*
 * view_files.h — files attached to a record as tables, JSON and CSV.
 */
#pragma once

#include "app/record_attach.h"

struct cli;

/* The files in the order in which they were attached. */
void view_files(struct cli *cli, const struct attachment_list *list);
