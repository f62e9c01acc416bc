// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

// What a document of a damaged base may hold: an article, a hit, a forward record.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view record = funnel::fuzz::TextOf(data, size);
  if (const auto hit = store::DecodeHit(record)) funnel::fuzz::Use(*hit);
  if (const auto article = store::DecodeArticle(record)) {
    const std::string again = store::EncodeArticle(*article);
    const auto same = store::DecodeArticle(again);
    funnel::fuzz::Require(same && store::EncodeArticle(*same) == again,
                          "an article is stored as it is");
  }
  const store::ForwardRecord forward(record);
  std::uint64_t sum = forward.length();
  for (std::size_t i = 0; i < forward.word_count(); ++i) sum += forward.word(i);
  forward.TitleWords([&](std::size_t at, bool number, std::string_view parts) {
    sum += at + (number ? 1 : 0);
    for (const char c : parts) sum += static_cast<unsigned char>(c);
  });
  funnel::fuzz::Use(sum);
  return 0;
}
