// SPDX-License-Identifier: GPL-2.0-or-later
// Content hashes of articles, and terms kept within Xapian's limit.

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "funnel/article.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"

namespace funnel {
namespace {

std::string Hex(XXH128_hash_t hash) {
  std::array<char, 33> digits{};
  std::snprintf(digits.data(), digits.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return std::string(digits.data(), 32);
}

/// Feeds fields with their lengths, so that ("ab", "c") and ("a", "bc") differ.
class FieldHasher {
 public:
  FieldHasher() { XXH3_128bits_reset(state_); }
  FieldHasher(const FieldHasher&) = delete;
  FieldHasher& operator=(const FieldHasher&) = delete;
  ~FieldHasher() { XXH3_freeState(state_); }

  void Add(std::string_view field) {
    const std::uint64_t size = field.size();
    XXH3_128bits_update(state_, &size, sizeof size);
    XXH3_128bits_update(state_, field.data(), field.size());
  }
  void Add(const std::vector<std::string>& fields) {
    Add(std::to_string(fields.size()));
    for (const std::string& field : fields) Add(std::string_view(field));
  }
  std::string Digest() const { return Hex(XXH3_128bits_digest(state_)); }

 private:
  XXH3_state_t* state_ = XXH3_createState();
};

/// Bytes as Xapian counts them in a key: a NUL takes two.
std::size_t KeyBytes(std::string_view text) {
  std::size_t bytes = text.size();
  for (char c : text) bytes += c == '\0' ? 1 : 0;
  return bytes;
}

}  // namespace

std::string ContentHash(const Article& article) {
  FieldHasher hasher;
  for (const std::string* field :
       {&article.id, &article.family, &article.lang, &article.title, &article.summary,
        &article.body, &article.created, &article.updated, &article.review_by, &article.url}) {
    hasher.Add(std::string_view(*field));
  }
  for (std::string_view name : {Name(article.kind), Name(article.audience), Name(article.state),
                                Name(article.confidence)}) {
    hasher.Add(name);
  }
  hasher.Add(article.format == BodyFormat::kPlain ? "plain" : "markdown");
  for (const auto* list : {&article.products, &article.versions, &article.tags, &article.authors,
                           &article.symptoms, &article.questions, &article.related}) {
    hasher.Add(*list);
  }
  for (const auto& [key, value] : article.extra) {
    hasher.Add(std::string_view(key));
    hasher.Add(std::string_view(value));
  }
  return hasher.Digest();
}

std::string IndexTerm(std::string_view prefix, std::string_view text) {
  std::string term(prefix);
  if (KeyBytes(prefix) + KeyBytes(text) <= kMaxTermBytes) return term.append(text);
  constexpr std::size_t kHashDigits = 32;
  std::size_t keep = text::PreviousCharacter(text, std::min(text.size(), kMaxTermBytes));
  while (keep > 0 &&
         KeyBytes(prefix) + KeyBytes(text.substr(0, keep)) + kHashDigits > kMaxTermBytes) {
    keep = text::PreviousCharacter(text, keep);
  }
  term.append(text.substr(0, keep));
  return term + Hex(XXH3_128bits(text.data(), text.size()));
}

std::string UniqueTerm(std::string_view lang, std::string_view id) {
  return IndexTerm(kIdPrefix, std::string(lang) + ":" + std::string(id));
}

}  // namespace funnel
