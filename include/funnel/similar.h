// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "funnel/result.h"

namespace funnel {

namespace store {
class Reader;
}

/// One term of the text that similar articles are sought for.
struct WeighedTerm {
  std::string term;       ///< With its index prefix, as schema::IndexTerm makes it.
  std::uint32_t wqf = 1;  ///< How often the text has it.
};

/// An article that shares rare terms with a text.
struct SimilarArticle {
  std::string id;
  std::string lang;
  std::string title;
  std::vector<std::string> products;
  double score = 0;  ///< BM25; comparable within one answer only.
  double share = 0;  ///< Of the idf of all terms that were sought, the part that it has: 0 to 1.
};

/// Which articles to look for.
struct SimilarRequest {
  std::vector<WeighedTerm> terms;
  std::size_t limit = 5;
  std::size_t max_terms = 32;  ///< The rarest that the base knows are sought.
  /// Articles with this term are left out, unless it is empty: a family's, say.
  std::string except_term = {};
  std::size_t min_documents = 1;  ///< Terms that fewer documents have are not sought.
};

/// The articles that `reader` (indexer/store/reader.h) sees most similar to a text, by the BM25 and
/// the numbers of the search (RankingParameters): best first; equal scores order by language and
/// id. None when the base knows none of its terms. Fails with kCorrupt or kIo.
Result<std::vector<SimilarArticle>> FindSimilar(store::Reader& reader,
                                                const SimilarRequest& request);

}  // namespace funnel
