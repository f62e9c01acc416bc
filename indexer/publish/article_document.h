// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <string>

#include "funnel/analyzer.h"
#include "funnel/article.h"

namespace funnel::publish {

/// The document of `article` as index_schema.h lays it out; `hash` is its ContentHash. An article
/// that is not published gets no terms but its unique one: it is kept, never searched.
Xapian::Document MakeDocument(const Article& article, const std::string& hash, Analyzer& analyzer);

}  // namespace funnel::publish
