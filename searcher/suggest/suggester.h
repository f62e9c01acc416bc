// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/suggest.h"
#include "indexer/store/reader.h"
#include "indexer/text/readings/readings.h"
#include "searcher/guidance/curation.h"
#include "searcher/suggest/typed_text.h"

namespace funnel::suggest {

/// Answers what is typed. One per thread.
class Suggester {
 public:
  /// From what `reader` sees; `reader_lang` is canonical, or empty. Throws what Xapian throws, and
  /// Failure; fails with kCorrupt.
  Result<SuggestResponse> Suggest(const SuggestRequest& request, const std::string& reader_lang,
                                  store::Reader& reader);

 private:
  guidance::Curator curator_;
  text::Readings readings_;
};

}  // namespace funnel::suggest
