/*
 * plan_proof.h — inside the application: a paper is read back before anybody gets it.
 *
 * That a paper gives the ledger back is proved for thousands of made-up ledgers in the
 * tests; this proves it of the one at hand, whatever stands in it.
 */
#pragma once

#include "core/remedy/plan.h"

struct plan_proof {
    const struct plan *plan; /* what was printed */
    bool own_number;         /* the paper has a number of its own: it may differ */
    bool own_date;           /* likewise */
};

/*
 * Read a .docx or a text and compare; everything needed lives in `a`.
 * errors  ERR_PAPER_PROOF  it cannot be read, or says something else; the detail says where
 */
ERR_CHECKED enum err_code plan_proof_read(struct arena *a, const struct plan_proof *proof,
                                          struct str paper, struct err *e);
