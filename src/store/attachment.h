/*
 * attachment.h — files attached to records.
 *
 * A field of a record names its files by their SHA-256; here stand their names, media types
 * and bytes. Bytes are kept once in a county, with those of evidence files, and compared
 * with their hash whenever they are read. A sensitive file is sealed like a sensitive field, by
 * the key of the subject; erasing the subject erases it.
 */
#pragma once

#include "base/date.h"
#include "base/seal.h"

struct arena;
struct audit_by;
struct tx;

/* 16 MiB for what is kept, sealed or not. */
enum { ATTACHMENT_SIZE_MAX = 16 * 1024 * 1024 - SEAL_OVERHEAD };

struct attachment_file {
    struct str name;       /* without folders; never empty */
    struct str media_type; /* never empty */
    struct str content;    /* 1 to ATTACHMENT_SIZE_MAX bytes */
    struct str sha256;     /* 64 hex digits: the hash of the content */
    bool sensitive;
};

struct attachment {
    int64_t no;       /* 1, 2, … in the record */
    int64_t revision; /* with which it came */
    struct str name;
    struct str media_type;
    struct str sha256;
    int64_t size;
    bool sensitive;
    struct str added_by;
    instant added_at;
};

struct attachment_list {
    struct attachment *p;
    size_t n;
};

/*
 * Attach a file to the newest revision of a record ("attachment.add"), in the transaction that
 * wrote it. The same bytes again change nothing and give what is there.
 *
 * errors  ERR_RECORD_NOT_FOUND, ERR_RECORD_VOIDED
 *         ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SUBJECT_ERASED  only if sensitive
 */
ERR_CHECKED enum err_code store_attachment_add(struct arena *a, struct tx *tx,
                                               const struct audit_by *by,
                                               const struct seal_key *data_key, int64_t record_id,
                                               const struct attachment_file *file,
                                               struct attachment *ret, struct err *e);

/* The files of a record in the order in which they were attached. */
ERR_CHECKED enum err_code store_attachment_list(struct arena *a, struct tx *tx, struct str county,
                                                int64_t record_id, struct attachment_list *ret,
                                                struct err *e);

/*
 * A file of a record by its hash, with its bytes. Those of a sensitive one are wiped with
 * `a`; telling the audit chain who read it and why is the caller's.
 *
 * errors  ERR_ATTACHMENT_NOT_FOUND
 *         ERR_DB_CORRUPT  the bytes do not give the hash
 *         ERR_SEAL_KEY_MISSING, ERR_SEAL_KEY_WRONG, ERR_SEAL_BROKEN, ERR_SUBJECT_ERASED
 */
ERR_CHECKED enum err_code store_attachment_get(struct arena *a, struct tx *tx, struct str county,
                                               const struct seal_key *data_key, int64_t record_id,
                                               struct str sha256, struct attachment *ret,
                                               struct str *ret_content, struct err *e);
