/*
 * help.h — what --help and `duban help` show.
 */
#pragma once

#include "cli/cmd.h"

struct buf;

/* The commands of a group, or all of them for the empty one. */
void help_group(struct str group, enum lang lang, struct buf *out);

/* One command: usage, what it does, its options. */
void help_cmd(const struct cmd *cmd, enum lang lang, struct buf *out);

/* Name and version. */
void help_version(struct buf *out);
