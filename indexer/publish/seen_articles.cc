// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/seen_articles.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "indexer/schema/index_schema.h"

namespace funnel::publish {

std::string SeenArticles::Note(const std::string& unique_term, const std::string& file,
                               std::size_t line) {
  const XXH128_hash_t hash = XXH3_128bits(unique_term.data(), unique_term.size());
  const auto [first, fresh] = places_.try_emplace({hash.high64, hash.low64}, Place{&file, line});
  if (fresh) return {};
  std::string place = *first->second.file;
  if (first->second.line != 0) place += fmt::format(":{}", first->second.line);
  return fmt::format(
      "{}: another file has an article of this language and id, {}; give one of them a new id",
      schema::NameOfUniqueTerm(unique_term), place);
}

}  // namespace funnel::publish
