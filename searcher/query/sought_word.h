// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "indexer/store/layout/forward_record.h"

namespace funnel::query {

/// A word's main form (stem, or word) as forward records have it.
struct SoughtWord {
  store::WordTag tag = 0;  ///< Its kMainBits.
  bool marked = false;     ///< It has marks that records can tell from none.
};

SoughtWord Sought(std::string_view main);

}  // namespace funnel::query
