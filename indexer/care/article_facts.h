// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>

#include "funnel/analyzer.h"
#include "indexer/store/article_scan.h"

namespace funnel::care {

/// A stored article as it is to be compared, without any handle of Xapian's: it goes from thread to
/// thread.
struct ArticleFacts {
  store::Tier tier = store::Tier::kPublic;
  std::string unique_term;
  std::string hash;
  std::string record;
  std::uint64_t terms = 0;   ///< A hash of all terms, each with its count.
  std::uint64_t values = 0;  ///< A hash of all values.
};

ArticleFacts FactsOf(const store::ScannedArticle& article);

/// What is wrong with the article, and what to do, for a message; empty when nothing is. `kb` is
/// the folder of the base.
std::string Disagreement(const ArticleFacts& facts, const std::string& kb, Analyzer& analyzer);

}  // namespace funnel::care
