// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/helpdesk_json.h"
#include "indexer/readers/jsonl_reader.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// Records of help desks, by way of lines of JSON.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const funnel::fuzz::MemoryFile file(funnel::fuzz::TextOf(data, size));
  const bool is_helpdesk = readers::IsHelpdeskJson(file.path());
  funnel::fuzz::Use(is_helpdesk);
  const auto records = readers::ReadHelpdeskJson(file.path(), "articles.json");
  if (!records) return 0;
  std::size_t number = 0;
  for (const std::string& record : *records) {
    const auto read = readers::ReadJsonlArticle(record, ++number, "articles.json", "en");
    if (read) funnel::fuzz::RequireArticle(read->article);
  }
  return 0;
}
