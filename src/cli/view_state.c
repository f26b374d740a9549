/*
 * view_state.c — see view_state.h.
 */
#include "cli/view_state.h"

#include "cli/tr.h"
#include "core/catalog/framework.h"

struct str view_obligation_state(struct str state)
{
    static const char *const words[OBLIGATION_STATE__MAX] = {
        [OBLIGATION_OPEN] = TR_MARK("not done yet"), [OBLIGATION_MET] = TR_MARK("done in time"),
        [OBLIGATION_LATE] = TR_MARK("entered late"), [OBLIGATION_MISSED] = TR_MARK("not entered"),
        [OBLIGATION_EXCUSED] = TR_MARK("excused"),
    };
    for (int i = 0; i < OBLIGATION_STATE__MAX; i++) {
        if (str_eq(state, str_of(obligation_state_word((enum obligation_state)i))))
            return str_of(TR(words[i]));
    }
    return state;
}
