// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"

namespace funnel {

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

/// What was solved before: the articles and cases that answer a problem.
struct SimilarCasesRequest {
  std::string text;            ///< UTF-8, as pasted: a mail, a log, a stack trace. Or empty, then:
  std::string of_lang, of_id;  ///< the article whose like are sought: it, and its translations, are
                               ///< left out.
  std::string lang;            ///< The reader's language (any BCP 47 tag), or empty.
  std::size_t limit = 10;      ///< Cases wanted, 1 to kMostSimilarCases.
  std::optional<std::chrono::sys_days> since, until;  ///< Last changed then; both included (UTC).
  /// Leaves out what was made later than on that day, so that it answers as it could have then.
  std::optional<std::chrono::sys_days> as_of;
  std::chrono::milliseconds deadline{1000};
};

inline constexpr std::size_t kMostSimilarCases = 50;

/// One of them.
struct SimilarCase {
  Hit hit;  ///< With SharedTerms, and without a snippet.
  /// What says nearly the same word for word and was found too, best first.
  std::vector<Hit> copies;
};

struct SimilarCases {
  std::vector<SimilarCase> cases;  ///< Best first.
  /// Of the search that found them: the probability that the first one answers, and what there was
  /// no time for.
  double confidence = 0;
  std::string generation;
  std::vector<Omission> incomplete;
};

/// Searches what `searcher` sees, in all languages. Fails as Searcher::Search and Searcher::Get do.
///
/// Example, which prints "A printer stays offline":
///
///     auto searcher = funnel::Searcher::Open("kb", funnel::Audience::kPublic);
///     if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
///     funnel::SimilarCasesRequest request;
///     request.text = "Hello, since this morning our printer is shown as offline. Regards, Ann";
///     const auto similar = funnel::FindSimilarCases(*searcher, request);
///     if (!similar) return std::cerr << similar.error().message << '\n', 1;
///     for (const auto& one : similar->cases) std::cout << one.hit.title << '\n';
Result<SimilarCases> FindSimilarCases(Searcher& searcher, const SimilarCasesRequest& request);

}  // namespace funnel
