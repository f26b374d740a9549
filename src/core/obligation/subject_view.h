/*
 * subject_view.h — a subject as it was on a day: who was in charge, what held, as
 * known at the scene's moment.
 *
 * Obligations and scores ask the same questions about a subject: is it alive, in whose
 * charge, does a condition hold on that day. Histories decide (core/record/history.h).
 */
#pragma once

#include "core/obligation/dossier.h"
#include "core/obligation/scene.h"
#include "core/record/validate.h"

struct subject_history;

struct subject_view {
    const struct scene *scene;
    const struct entry *entry;
    const struct entry_version *now;
    struct life life;
    struct subject_history *histories; /* as in the type */
    struct expr_value *slots;          /* of rule_env_subject; filled anew for each day */
};

/*
 * `subject` is the subject's entry, `d` holds all entries of the subject,
 * perhaps besides others.
 * False if it says nothing at the scene's moment: not entered yet, or voided.
 */
bool subject_view_make(struct arena *a, const struct scene *s, const struct entry *subject,
                       const struct dossier *d, struct subject_view *ret);

/* The unit in charge on a day; SCENE_NO_UNIT if the scene does not know it. */
int32_t subject_view_unit(const struct subject_view *v, date day);

/* The values that a condition sees on a day; good until the next call. */
const struct expr_value *subject_view_slots(struct subject_view *v, date day);
