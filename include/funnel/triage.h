// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "funnel/result.h"
#include "funnel/searcher.h"
#include "funnel/similar.h"

namespace funnel {

/// The problem whose product is sought: FindSimilarCases finds what it rests on; `of.limit` is how
/// many cases are given as evidence.
struct TriageRequest {
  SimilarCasesRequest of;
  std::size_t limit = 3;  ///< Products wanted, 1 to kMostTriaged.
};

inline constexpr std::size_t kMostTriaged = 20;

/// A product that a problem may belong to.
struct TriagedProduct {
  std::string product;
  double share = 0;  ///< Of the votes of the nearest cases: 0 to 1.
  std::size_t cases = 0;
};

struct Triage {
  std::vector<TriagedProduct> products;  ///< The likeliest first; empty where no case has one.
  /// The probability that the first one is right, calibrated over test collections
  /// (searcher/triage/triage.cc).
  double confidence = 0;
  double margin = 0;  ///< How much larger the first one's share is than the second's.
  bool sure = false;  ///< The confidence suffices to act on.
  /// The nearest cases of the first product, at most `of.limit`, and the codes that these share
  /// with the problem.
  std::vector<SimilarCase> evidence;
  std::vector<std::string> codes;
  std::string generation;
  std::vector<Omission> incomplete;
};

/// The product queue of a problem, by the votes of the nearest cases and articles: each votes for
/// its products, in equal parts, with the probability that it answers. Nothing is trained: a case
/// that is published votes at once. Fails as FindSimilarCases does.
///
/// Example, which prints "Printers":
///
///     auto searcher = funnel::Searcher::Open("kb", funnel::Audience::kPublic);
///     if (!searcher) return std::cerr << searcher.error().message << '\n', 1;
///     funnel::TriageRequest request;
///     request.of.text = "Since this morning our printer is shown as offline.";
///     const auto triage = funnel::TriageCase(*searcher, request);
///     if (!triage) return std::cerr << triage.error().message << '\n', 1;
///     for (const auto& one : triage->products) std::cout << one.product << '\n';
Result<Triage> TriageCase(Searcher& searcher, const TriageRequest& request);

}  // namespace funnel
