/*
 * ledger_entry.h — inside the application: the store's deductions as its own values.
 */
#pragma once

#include "app/ledger.h"
#include "store/plan.h"

/* The same deduction, without what the store alone needs. */
struct ledger_entry ledger_entry_of(const struct deduction *d);
