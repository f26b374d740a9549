/*
 * evidence.h — stored evidence files.
 *
 * A file is added by an act of its rectification (store_rectification_write) and
 * never changed: the same name again is its next revision. Bytes are kept once in
 * a county, however often they were added, and are compared with their hash
 * whenever they are read.
 */
#pragma once

#include "base/hash.h"
#include "core/remedy/rectification.h"

struct audit_by;
struct tx;

/* A file to be added. */
struct evidence_file {
    struct str name;    /* without folders; never empty */
    struct str content; /* 1 to EVIDENCE_SIZE_MAX bytes */
    struct str sha256;  /* 64 hex digits: the hash of the content */
};

struct evidence_list {
    struct evidence *p;
    size_t n;
};

/* The files of a rectification in the order in which they were added. */
ERR_CHECKED enum err_code store_evidence_list(struct arena *a, struct tx *tx, struct str county,
                                              int64_t rectification_id, struct evidence_list *ret,
                                              struct err *e);

/* The newest revision of the files of that name. */
ERR_CHECKED enum err_code store_evidence_latest(struct arena *a, struct tx *tx, struct str county,
                                                int64_t rectification_id, struct str name,
                                                bool *ret_found, struct evidence *ret,
                                                struct err *e);

/*
 * A file and its bytes, which live in `a`.
 * errors  ERR_EVIDENCE_NOT_FOUND
 *         ERR_DB_CORRUPT  the bytes do not give the hash
 */
ERR_CHECKED enum err_code store_evidence_get(struct arena *a, struct tx *tx, struct str county,
                                             int64_t rectification_id, int32_t no,
                                             struct evidence *ret, struct str *ret_content,
                                             struct err *e);
