// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/csv_table.h"
#include "indexer/readers/jsonl_reader.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// Tables of articles, by way of lines of JSON.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const funnel::fuzz::MemoryFile file(funnel::fuzz::TextOf(data, size));
  const auto stream = readers::OpenCsv(file.path(), "faq.csv");
  if (!stream) return 0;
  while (const auto record = (*stream)->Next()) {
    if (!*record) continue;
    const readers::JsonlLine& line = **record;
    const auto read = readers::ReadJsonlArticle(line.text, line.number, "faq.csv", "en");
    if (read) funnel::fuzz::RequireArticle(read->article);
  }
  return 0;
}
