/*
 * say.h — everything that goes to standard error, and the product's way out.
 */
#pragma once

#include "base/str.h"

struct buf;
struct cli;

/* "duban: …" with a line end. The text is the caller's own; names in it went through show_exact. */
void say(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* A prepared block, as it is. */
void say_block(const struct buf *b);

/* An error in the user's language: its text, number and detail; a second line with the hint. */
void say_error(struct cli *cli, const struct err *e);

/* Ask a question on the terminal; only "y" and "yes" (and their translations) agree. */
bool say_ask(const char *question);

/*
 * Hand the product over to standard output. A reader that has gone away (a closed pipe) has seen
 * enough: no error.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code say_product(const struct cli *cli, struct err *e);

/*
 * Write a file for the user and say so; "-" is standard output, without a word.
 * errors  ERR_FILE_WRITE
 */
ERR_CHECKED enum err_code say_file(struct cli *cli, const char *path, struct str bytes,
                                   struct err *e);
