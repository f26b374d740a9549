/*
 * view_state.h — what people call the states of an obligation.
 *
 * Here and nowhere else, so that a list of duties, a waiver and a reason for lost
 * points say the same.
 */
#pragma once

#include "base/str.h"

/* "late", as people say it in the language of the process; a word that is no state stays. */
struct str view_obligation_state(struct str state);
