/*
 * view_records.h — records as tables, JSON and CSV; see view.h for what holds of all views.
 *
 * What is sensitive is shown as "***" unless it was unsealed.
 */
#pragma once

#include "app/record_batch.h"
#include "app/record_edit.h"
#include "app/record_import.h"

struct cli;
struct json_val;

/* ---- records ----------------------------------------------------------- */

/* A record with all it says and, if there are any, its revisions. */
void view_record(struct cli *cli, const struct app_record *r, const struct record_life *life);

/* A page of records, one row each. */
void view_record_page(struct cli *cli, const struct app_record_page *page);

/* What keeps a record from being stored. */
void view_record_problems(struct cli *cli, const struct app_record_result *r);

/* ---- imports ----------------------------------------------------------- */

/* How an import ended, with its problems; of these `most` at most. */
void view_import(struct cli *cli, const struct app_import_result *r, bool dry_run, size_t most);

/* Imports, one row each. */
void view_batches(struct cli *cli, const struct batch_list *list);

/* ---- types ------------------------------------------------------------- */

/* The record types of the catalogs in force. */
void view_record_types(struct cli *cli, const struct app_catalogs *catalogs);

/* ---- pieces ------------------------------------------------------------ */

/* "R12", or empty for 0. Lives in cli->a. */
struct str view_record_id(struct cli *cli, int64_t id);

/* The value of a field for people. */
struct str view_value(struct cli *cli, const struct app_record *r, size_t field);

/* Number, detail and what to do of a code, as keys of an object. */
void view_problem_json(struct cli *cli, struct json_val *obj, enum err_code code,
                       struct str detail);

/* The keys of a record, from record to fields. */
void view_record_json(struct cli *cli, struct json_val *obj, const struct app_record *r);
