// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "indexer/store/reader.h"

namespace funnel::store {

/// The products that the articles in `reader`'s view name, each once and as one of them writes it,
/// the ones with most articles first; at most `limit`. Fails with kCorrupt or kIo.
Result<std::vector<std::string>> ProductNames(Reader& reader, std::size_t limit = 1000);

}  // namespace funnel::store
