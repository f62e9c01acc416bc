// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <vector>

#include "funnel/searcher.h"
#include "searcher/query/query_builder.h"
#include "searcher/query/query_plan.h"

namespace funnel::search {

/// What `document` has of the question's words and codes, in whatever form or language it says
/// them: as Hit::shared_terms. Costs a look for each alternative of the query. Throws what Xapian
/// throws.
std::vector<SharedTerm> SharedTerms(const query::QueryPlan& plan, const query::BuiltQuery& built,
                                    const Xapian::Database& database, Xapian::docid document);

}  // namespace funnel::search
