// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "indexer/store/reader.h"

namespace funnel::search {

/// The documents to show of pinned articles, as far as the base has them: of the families of these
/// ids the article in the first of `langs` that there is, or the named one. One for each family, by
/// ranking language.
std::map<std::string, std::vector<Xapian::docid>> PinnedDocuments(
    store::Reader& reader, const std::vector<std::string>& ids,
    const std::vector<std::string>& langs);

}  // namespace funnel::search
