// SPDX-License-Identifier: GPL-2.0-or-later
// Terms kept within Xapian's limit.
#include <algorithm>

#include "indexer/base/hash.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/place_terms.h"

namespace funnel::schema {
namespace {

/// Bytes as Xapian counts them in a key: a NUL takes two.
std::size_t KeyBytes(std::string_view text) {
  std::size_t bytes = text.size();
  for (char c : text) bytes += c == '\0' ? 1 : 0;
  return bytes;
}

}  // namespace

std::string IndexTerm(std::string_view prefix, std::string_view text) {
  std::string term(prefix);
  if (KeyBytes(prefix) + KeyBytes(text) <= kMaxTermBytes) return term.append(text);
  constexpr std::size_t kHashDigits = 32;
  std::size_t keep = base::PreviousCharacter(text, std::min(text.size(), kMaxTermBytes));
  while (keep > 0 &&
         KeyBytes(prefix) + KeyBytes(text.substr(0, keep)) + kHashDigits > kMaxTermBytes) {
    keep = base::PreviousCharacter(text, keep);
  }
  term.append(text.substr(0, keep));
  return term + base::HexHash(text);
}

std::string IndexTerm(Lane lane, std::string_view text) {
  return IndexTerm(kLanePrefix[static_cast<std::size_t>(lane)], text);
}

std::string UniqueTerm(std::string_view lang, std::string_view id) {
  return IndexTerm(kIdPrefix, std::string(lang) + ":" + std::string(id));
}

std::string NameTerm(std::string_view name_key) {
  constexpr std::size_t kDigits = 12;  // 48 bits
  return std::string(kNamePrefix).append(base::HexHash(name_key), 0, kDigits);
}

Lane LaneOf(std::string_view term) {
  // Only kWord has no prefix, and no prefix begins another.
  for (int lane = 1; lane < kLaneCount; ++lane) {
    if (term.starts_with(kLanePrefix[lane])) return static_cast<Lane>(lane);
  }
  return Lane::kWord;
}

std::string_view TermText(std::string_view term) {
  return term.substr(kLanePrefix[static_cast<std::size_t>(LaneOf(term))].size());
}

}  // namespace funnel::schema
