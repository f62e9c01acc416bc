// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/outline.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

// What a document of a damaged base may hold: an article, a hit, an outline.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view record = funnel::fuzz::TextOf(data, size);
  if (const auto hit = store::DecodeHit(record)) funnel::fuzz::Use(*hit);
  if (const auto article = store::DecodeArticle(record)) {
    const std::string again = store::EncodeArticle(*article);
    const auto same = store::DecodeArticle(again);
    funnel::fuzz::Require(same && store::EncodeArticle(*same) == again,
                          "an article is stored as it is");
  }
  const store::Outline outline(record);
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < outline.title_size(); ++i) sum += outline.title(i);
  for (std::size_t i = 0; i < outline.word_count(); ++i) sum += outline.word(i);
  funnel::fuzz::Use(sum);
  return 0;
}
