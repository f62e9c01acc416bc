// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/missing_families.h"

#include <xapian.h>

#include <algorithm>

#include "indexer/schema/index_schema.h"
#include "searcher/search/order.h"

namespace funnel::search {
namespace {

double Look(store::Reader& reader, const std::vector<std::string>& own, const std::string& other) {
  const Xapian::Database& database = reader.Language(other);
  const std::uint64_t last = database.get_lastdocid();
  auto at = database.postlist_begin("");
  const auto end = database.postlist_end("");
  std::uint32_t looked = 0;
  std::uint32_t missing = 0;
  for (std::uint32_t i = 0; i < MissingFamilies::kProbes && at != end; ++i) {
    at.skip_to(static_cast<Xapian::docid>(1 + last * i / MissingFamilies::kProbes));
    if (at == end) break;
    const std::string family = schema::IndexTerm(schema::kFamilyPrefix, FamilyOf(database, *at++));
    ++looked;
    const bool there = std::any_of(own.begin(), own.end(), [&](const std::string& language) {
      return reader.Language(language).term_exists(family);
    });
    if (!there) ++missing;
  }
  return looked == 0 ? 0 : static_cast<double>(missing) / looked;
}

}  // namespace

double MissingFamilies::Share(store::Reader& reader, const std::vector<std::string>& own,
                              const std::string& other) {
  if (reader.generation() != generation_ || reader.publishes() != publishes_) known_.clear();
  generation_ = reader.generation();
  publishes_ = reader.publishes();
  const auto [at, is_new] = known_.try_emplace({own, other}, 0);
  if (is_new) at->second = Look(reader, own, other);
  return at->second;
}

}  // namespace funnel::search
