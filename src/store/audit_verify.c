/*
 * audit_verify.c — reading the audit chain with suspicion; see audit.h.
 *
 * Two passes at most: the first finds the first entry that is not in order. If
 * its content does not give its hash, the second pass tries whether it does so
 * at another place of the chain: then it was moved, not altered.
 */
#include "base/arena.h"
#include "store/audit_chain.h"
#include "store/audit_history.h"
#include "store/audit_record.h"
#include "store/tx.h"

static const char *const AUDIT_FAULT_NAMES[] = {
    [AUDIT_INTACT] = "intact",       [AUDIT_ALTERED] = "altered",   [AUDIT_MISSING] = "missing",
    [AUDIT_REORDERED] = "reordered", [AUDIT_UNLINKED] = "unlinked", [AUDIT_CLOCK] = "clock",
    [AUDIT_TRUNCATED] = "truncated", [AUDIT_HEAD] = "head",         [AUDIT_HISTORY] = "history",
};

static const char *const AUDIT_FAULT_TEXTS[] = {
    [AUDIT_INTACT] = "is in order",
    [AUDIT_ALTERED] = "was altered: its content does not give its hash",
    [AUDIT_MISSING] = "is missing, later ones are there",
    [AUDIT_REORDERED] = "was written at another place of the chain",
    [AUDIT_UNLINKED] = "does not continue the entry before it, which was written anew",
    [AUDIT_CLOCK] = "is dated before the entry that precedes it",
    [AUDIT_TRUNCATED] = "is missing, with all that came after it",
    [AUDIT_HEAD] = "is not the entry that the head of the chain names",
    [AUDIT_HISTORY] = "is not what is stored",
};

const char *audit_fault_name(enum audit_fault fault)
{
    must(fault < AUDIT_FAULT__MAX);
    return AUDIT_FAULT_NAMES[fault];
}

/* ---- the pass over the chain ----------------------------------------------- */

/* The head is fetched before the chain, so that both are of one snapshot. */
struct audit_walk {
    struct str county;
    struct audit_report *report;
    struct audit_history *history;
    struct audit_records *records;
    int64_t at_ms;    /* of the last entry in order */
    int64_t head_seq; /* as kept in audit_head */
    char head_hash[HASH_HEX_MAX];
};

static void audit_fault_at(struct audit_report *report, enum audit_fault fault, int64_t seq)
{
    report->fault = fault;
    report->seq = seq;
}

/* A row as an entry; its own hash comes apart. */
static struct audit_entry audit_entry_of(struct db_row *row, struct str county,
                                         struct str *ret_hash)
{
    *ret_hash = db_get_text(row, 7);
    return (struct audit_entry){
        .county = county,
        .seq = db_get_int(row, 0),
        .at_ms = db_get_int(row, 1),
        .actor = db_get_text(row, 2),
        .action = db_get_text(row, 3),
        .object = db_get_text(row, 4),
        .detail = db_get_text(row, 5),
        .prev_hash = db_get_text(row, 6),
    };
}

/* How far an entry is looked for at other places: a forged head may name any number. */
enum { AUDIT_PLACES_MAX = 1000 * 1000 };

/*
 * Whether the content gives the stored hash at another place of the chain. Only
 * done once, for the first fault, as it costs a hash for each place.
 */
static enum err_code audit_entry_moved(const struct audit_walk *walk, struct audit_entry entry,
                                       struct str hash, bool *ret, struct err *e)
{
    int64_t last = walk->head_seq > entry.seq ? walk->head_seq : entry.seq;
    for (int64_t seq = 1; seq <= last && seq <= AUDIT_PLACES_MAX; seq++) {
        char out[HASH_HEX_MAX];
        entry.seq = seq;
        ERR_TRY(audit_entry_hash(&entry, out, e));
        if (str_eq(str_of(out), hash)) {
            *ret = true;
            return ERR_OK;
        }
    }
    *ret = false;
    return ERR_OK;
}

static enum err_code audit_entry_judge(const struct audit_walk *walk,
                                       const struct audit_entry *entry, struct str hash,
                                       enum audit_fault *ret, struct err *e)
{
    char out[HASH_HEX_MAX];
    ERR_TRY(audit_entry_hash(entry, out, e));
    if (!str_eq(str_of(out), hash)) {
        bool moved = false;
        ERR_TRY(audit_entry_moved(walk, *entry, hash, &moved, e));
        *ret = moved ? AUDIT_REORDERED : AUDIT_ALTERED;
    } else if (!str_eq(entry->prev_hash, str_of(walk->report->head))) {
        *ret = AUDIT_UNLINKED;
    } else {
        *ret = entry->at_ms < walk->at_ms ? AUDIT_CLOCK : AUDIT_INTACT;
    }
    return ERR_OK;
}

static enum err_code audit_walk_row(struct db_row *row, void *ctx, struct err *e)
{
    struct audit_walk *walk = ctx;
    struct audit_report *report = walk->report;
    if (report->fault != AUDIT_INTACT)
        return ERR_OK; /* only the first one counts */
    int64_t want = report->count + 1;
    struct str hash;
    struct audit_entry entry = audit_entry_of(row, walk->county, &hash);
    if (entry.seq > want) {
        audit_fault_at(report, AUDIT_MISSING, want);
        return ERR_OK;
    }
    enum audit_fault fault = AUDIT_INTACT;
    ERR_TRY(audit_entry_judge(walk, &entry, hash, &fault, e));
    if (entry.seq < want) /* a number below 1 */
        fault = AUDIT_ALTERED;
    if (fault != AUDIT_INTACT) {
        audit_fault_at(report, fault, entry.seq);
        return ERR_OK;
    }
    ERR_TRY(audit_history_add(walk->history, &entry, e));
    ERR_TRY(audit_records_add(walk->records, &entry, walk->at_ms, e));
    report->count = want;
    walk->at_ms = entry.at_ms;
    (void)snprintf(report->head, sizeof(report->head), "%" STR_FMT, STR_ARG(hash));
    return ERR_OK;
}

/* ---- the head ------------------------------------------------------------------ */

static enum err_code audit_walk_head_row(struct db_row *row, void *ctx, struct err *e)
{
    (void)e;
    struct audit_walk *walk = ctx;
    walk->head_seq = db_get_int(row, 0);
    struct str hash = db_get_text(row, 2);
    if (hash.n < sizeof(walk->head_hash)) /* a longer one is none, and equals none */
        (void)snprintf(walk->head_hash, sizeof(walk->head_hash), "%" STR_FMT, STR_ARG(hash));
    return ERR_OK;
}

static void audit_walk_end(struct audit_walk *walk, bool has_head)
{
    struct audit_report *report = walk->report;
    if (report->fault != AUDIT_INTACT)
        return;
    if (has_head && walk->head_seq > report->count)
        audit_fault_at(report, AUDIT_TRUNCATED, report->count + 1);
    else if (!has_head || walk->head_seq != report->count ||
             strcmp(walk->head_hash, report->head) != 0)
        audit_fault_at(report, AUDIT_HEAD, report->count);
}

static enum err_code audit_walk_chain(struct audit_walk *walk, struct tx *tx, struct err *e)
{
    struct audit_report *report = walk->report;
    int64_t heads = 0;
    int64_t entries = 0;
    ERR_TRY(TX_ROWS(tx, STMT_AUDIT_HEAD_GET, audit_walk_head_row, walk, &heads, e,
                    db_text(walk->county)));
    ERR_TRY(TX_ROWS(tx, STMT_AUDIT_ENTRY_LIST, audit_walk_row, walk, &entries, e,
                    db_text(walk->county)));
    if (heads == 0 && entries == 0)
        return err_set(e, ERR_COUNTY_NOT_FOUND, "\"%" STR_FMT "\"", STR_ARG(walk->county));
    audit_walk_end(walk, heads > 0);
    if (report->fault == AUDIT_INTACT)
        return ERR_OK;
    return err_set(e, ERR_AUDIT_BROKEN, "entry %lld %s", (long long)report->seq,
                   AUDIT_FAULT_TEXTS[report->fault]);
}

/* What is stored against what the entries tell. */
static enum err_code audit_walk_rows(struct audit_walk *walk, struct tx *tx, struct err *e)
{
    ERR_TRY(audit_history_check(walk->history, tx, walk->county, walk->report, e));
    return audit_records_check(walk->records, tx, walk->county, walk->report, e);
}

enum err_code store_audit_verify(struct tx *tx, struct str county, struct audit_report *report,
                                 struct err *e)
{
    struct audit_history history;
    struct audit_records records;
    *report = (struct audit_report){.fault = AUDIT_INTACT};
    (void)snprintf(report->head, sizeof(report->head), "%s", AUDIT_HASH_NONE);
    struct audit_walk walk = {.county = county,
                              .report = report,
                              .history = &history,
                              .records = &records,
                              .at_ms = INT64_MIN};
    audit_history_begin(&history);
    audit_records_begin(&records);
    enum err_code code = audit_walk_chain(&walk, tx, e);
    if (code == ERR_OK)
        code = audit_walk_rows(&walk, tx, e);
    audit_records_end(&records);
    audit_history_end(&history);
    return code;
}
