// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/jsonl_reader.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// Articles and cases, one a line.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const funnel::fuzz::MemoryFile file(funnel::fuzz::TextOf(data, size));
  readers::JsonlLines lines(file.path());
  while (const auto line = lines.Next()) {
    const auto read = readers::ReadJsonlArticle(line->text, line->number, "a.jsonl", "en");
    if (read) funnel::fuzz::RequireArticle(read->article);
  }
  return 0;
}
