/*
 * cli.h — the command line: what every command has at hand.
 *
 * Product goes to standard output, everything said about it to standard error.
 * A command writes its product into `out`; it is handed over in one go when the
 * command is done, so that a failing command leaves no half of a table behind.
 *
 * A command is one file cmd_*.c and one row in cmd.c; the checklist for adding
 * one stands there.
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "cli/screen.h"

struct app;

enum cli_format { CLI_TABLE, CLI_JSON, CLI_CSV };

struct cli {
    struct app *app;
    struct arena *a; /* lives as long as the command */
    struct buf out;  /* the product */
    enum lang lang;
    enum cli_format format;
    bool bom;             /* a byte order mark before CSV, for spreadsheets */
    bool help;            /* --help was given: show help instead of running */
    bool version;         /* --version was given */
    struct screen screen; /* standard output */
};

/* Limits of one command. */
#define CLI_ARENA_MAX (512U * 1024 * 1024)
#define CLI_OUT_MAX   (256U * 1024 * 1024)

/* Run the command that the arguments name; returns the exit code. */
int cli_main(struct app *app, int argc, char **argv);
