/*
 * lang.h — which language a person reads, and where its texts are.
 *
 * The first of --lang, DUBAN_LANG, LC_ALL, LC_MESSAGES and LANG that is set
 * decides: Chinese if it begins with "zh", else English. The machine needs no
 * Chinese locale: main.c sets C.UTF-8, which every Debian has, and LANGUAGE
 * picks the catalogue.
 */
#pragma once

#include "base/lang.h"
#include "base/str.h"

/* The variables that are asked after --lang, in their order. */
enum { LANG_VARIABLES = 4 };
extern const char *const LANG_VARIABLE[LANG_VARIABLES];

/* The language by the --lang given (or NULL) and the values of LANG_VARIABLE (or NULL each). */
enum lang lang_choose(const char *option, const char *const values[LANG_VARIABLES]);

/* The value of --lang among the arguments, or NULL; read ahead so that every message obeys it. */
const char *lang_option(int argc, char *const *argv);

/* The same two steps with the process's own environment. */
enum lang lang_of_process(int argc, char *const *argv);

/* Have gettext answer in `lang` from now on. */
void lang_use(enum lang lang);
