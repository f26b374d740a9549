/*
 * rectify_scene.h — inside the application: what an act finds, and how it is carried out.
 *
 * Everything here runs inside a transaction of the caller, and may run again.
 */
#pragma once

#include "app/rectify.h"
#include "store/audit.h"
#include "store/cause.h"
#include "store/plan.h"
#include "store/rectification.h"

struct rectify_scene {
    struct arena *a;
    struct tx *tx;
    struct audit_by by;
    struct deduction d;
    struct rectification r; /* the newest one */
    struct cause cause;
};

/*
 * Look at a deduction of the application's county.
 * errors  ERR_DEDUCTION_NOT_FOUND, those of store_county_get
 */
ERR_CHECKED enum err_code rectify_scene_load(struct arena *a, struct tx *tx, const struct app *app,
                                             instant at, int64_t deduction_id,
                                             struct rectify_scene *ret, struct err *e);

/* errors  ERR_RECTIFY_CHANGED  `seen` (unless 0) is not the newest event */
ERR_CHECKED enum err_code rectify_scene_seen(const struct rectify_scene *s, int64_t seen,
                                             struct err *e);

/*
 * Ask the machine and write; sets change->to, and the scene is afterwards what the act made of it.
 * errors  those of rectification_step and store_rectification_write; ERR_RECTIFY_WITHDRAWN:
 *         a new one for a deduction that a correction took away
 */
ERR_CHECKED enum err_code rectify_scene_act(struct rectify_scene *s,
                                            struct rectification_change *change, struct err *e);

/* What the scene shows, on the local day of its time. */
ERR_CHECKED enum err_code rectify_scene_card(const struct rectify_scene *s,
                                             struct rectify_card *ret, struct err *e);

/* The class that is proposed for a cause, with its words, and the confirmed one. */
struct rectify_cause rectify_cause_of(struct arena *a, struct str text, const struct cause *stored);

/* The deduction of a rectification by its id, 0 for 0. */
int64_t rectify_deduction_of(const struct rectification_list *all, int64_t rectification_id);

/* The deduction after whose closed rectification points were lost again; 0 if it is its own. */
int64_t rectify_lost_again_after(const struct rectification_list *all,
                                 const struct rectification *r);
