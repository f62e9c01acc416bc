// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "searcher/query/query_plan.h"
#include "searcher/query/term_counts.h"

namespace funnel::query {

/// Weighs the function words of `plan` as if a quarter of the documents had them, where fewer have:
/// in a small base they are rare by chance, and would outweigh what is asked for.
void WeighFunctionWords(TermCounts& counts, QueryPlan& plan);

}  // namespace funnel::query
