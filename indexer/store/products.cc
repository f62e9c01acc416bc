// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/store/products.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/layout/article_record.h"

namespace funnel::store {
namespace {

/// The product of `hit` whose term is `term`, as it is written: the term itself is case-folded.
std::string Written(const HitRecord& hit, std::string_view folded) {
  for (const std::string_view product : hit.products) {
    const bool same = product.size() == folded.size() &&
                      std::equal(product.begin(), product.end(), folded.begin(),
                                 [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    if (same) return std::string(product);
  }
  return std::string(folded);
}

Result<std::vector<std::string>> Collect(const Xapian::Database& database, std::size_t limit) {
  const std::string prefix(schema::kProductPrefix);
  std::vector<std::pair<Xapian::doccount, std::string>> terms;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
    terms.emplace_back(term.get_termfreq(), *term);
  }
  std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  terms.resize(std::min(terms.size(), limit));
  std::vector<std::string> names;
  for (const auto& [count, term] : terms) {
    const Xapian::docid document = *database.postlist_begin(term);
    const std::string bytes = database.get_document(document).get_data();
    const auto hit = DecodeHit(bytes);
    if (!hit) return Fail(hit.error());
    names.push_back(Written(*hit, std::string_view(term).substr(prefix.size())));
  }
  return names;
}

}  // namespace

Result<std::vector<std::string>> ProductNames(Reader& reader, std::size_t limit) {
  return Guard("products", [&]() -> Result<std::vector<std::string>> {
    return RetryOnPublish([&] { return Collect(reader.database(), limit); },
                          [&] { return reader.Refresh(); });
  });
}

}  // namespace funnel::store
