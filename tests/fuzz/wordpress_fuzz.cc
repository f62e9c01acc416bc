// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/jsonl_reader.h"
#include "indexer/readers/wordpress_export.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// Exports of WordPress, by way of lines of JSON.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const funnel::fuzz::MemoryFile file(funnel::fuzz::TextOf(data, size));
  const auto stream = readers::OpenWordpress(file.path(), "site.xml");
  if (!stream) return 0;
  while (const auto record = (*stream)->Next()) {
    if (!*record) continue;
    const readers::JsonlLine& line = **record;
    const auto read = readers::ReadJsonlArticle(line.text, line.number, "site.xml", "en");
    if (read) funnel::fuzz::RequireArticle(read->article);
  }
  return 0;
}
