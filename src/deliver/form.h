/*
 * form.h — a table that people fill in or read: its columns, and values row by row.
 *
 * The writers of .xlsx and .csv both take this; neither knows what the rows are about. What
 * they write, the reader of sheets (source/sheet) reads back equal.
 */
#pragma once

#include "base/date.h"
#include "base/lang.h"

enum form_kind {
    FORM_TEXT, /* also ids, phone numbers and everything that only looks like a number */
    FORM_DATE,
    FORM_DATETIME,
    FORM_INTEGER,
    FORM_NUMBER,
    FORM_MONEY, /* two decimals, thousands apart */
    FORM_KIND__MAX
};

struct form_column {
    struct str title;
    int32_t width; /* in characters of the default font; 0: by title and kind */
    enum form_kind kind;
    int32_t digits; /* of a FORM_NUMBER: decimals that are always shown, 0 to 9 */
    bool required;
    struct str note;           /* for whoever fills it in */
    const struct str *allowed; /* the values there may be; none: any */
    size_t n_allowed;
    struct str min, max; /* of numbers (decimal) and days (YYYY-MM-DD); empty: none */
};

struct form {
    struct str title; /* of the sheet */
    enum lang lang;   /* of what the program itself says there */
    const struct form_column *columns;
    size_t n;
    bool template;    /* to be filled in: with a sheet that explains the columns */
    struct str about; /* first words of that sheet; lines parted by '\n' */
};

enum form_value_kind {
    FORM_NONE,
    FORM_VALUE_TEXT,
    FORM_VALUE_NUMBER, /* text: an exact decimal */
    FORM_VALUE_DATE,
    FORM_VALUE_DATETIME,
};

struct form_value {
    enum form_value_kind kind;
    struct str text;
    date day;
    int64_t ms; /* of the day */
    bool bad;   /* shown in red: the value that a fault is about */
};

enum { FORM_COLUMNS_MAX = 1024 };
