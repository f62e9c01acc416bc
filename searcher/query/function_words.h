// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include "searcher/query/query_plan.h"

namespace funnel::query {

/// Weighs the function words of `plan` as if a quarter of the documents had them, where fewer have:
/// in a small base they are rare by chance, and would outweigh what is asked for.
void WeighFunctionWords(const Xapian::Database& database, QueryPlan& plan);

}  // namespace funnel::query
