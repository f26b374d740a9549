/*
 * view.h — SQL views for analysts: one a record type, `v_` and its id.
 *
 * A view shows the records of its type that are not void as they stand now, one column a
 * field, with
 *     county  record_id  revision  unit  subject  occurred_on  entered_at  entered_by
 *     catalog  catalog_version
 * before them. A field of one of these names is called NAME_field. What is sensitive is
 * always NULL. A value that does not look like the kind of its column is NULL too, as an older
 * version of a catalog may have declared the field otherwise.
 *
 * All counties of a database share the views: a view has the columns of all of them, and
 * the column `county` tells the rows apart. Titles stand in the tables record_view and
 * record_view_column, and under PostgreSQL also as comments.
 *
 * A view is made anew only when its columns or titles change, in the transaction that
 * publishes the catalog. Under PostgreSQL rights on it are then to be granted again
 * (ALTER DEFAULT PRIVILEGES does it by itself).
 */
#pragma once

#include "base/str.h"

struct audit_by;
struct tx;

/* How a value is shown: a number also where the JSON has a decimal as text; lists as JSON. */
enum view_kind { VIEW_TEXT, VIEW_NUMBER, VIEW_DATE, VIEW_BOOL, VIEW_LIST, VIEW_KIND__MAX };

struct view_column {
    struct str field; /* its key in the JSON: a-z, 0-9 and _, a letter first, at most 40 bytes */
    struct str title;
    enum view_kind kind;
    bool sealed;
};

struct record_view {
    struct str type; /* as `field` */
    struct str title;
    const struct view_column *columns; /* their fields distinct */
    size_t n;
};

struct record_view_list {
    const struct record_view *p;
    size_t n;
};

/*
 * Let these be the views of the county, their types distinct: those that changed are made anew,
 * others that it had are taken away ("view.replace", unless nothing changes).
 *
 * ret_changed  how many were made or taken away; may be NULL
 * errors       ERR_VIEW_IN_USE  (PostgreSQL) somebody's own view rests upon one that changes
 */
ERR_CHECKED enum err_code store_view_replace(struct tx *tx, const struct audit_by *by,
                                             const struct record_view_list *views,
                                             size_t *ret_changed, struct err *e);
