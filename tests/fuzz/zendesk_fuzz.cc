// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/zendesk_export.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const funnel::fuzz::MemoryFile file(funnel::fuzz::TextOf(data, size));
  const bool is_export = readers::IsZendeskExport(file.path());
  funnel::fuzz::Use(is_export);
  const auto read = readers::ZendeskFile::Read(file.path(), "export.json");
  if (!read) return 0;
  readers::ZendeskCatalog catalog;
  (*read)->AddTo(catalog);
  for (std::size_t i = 0; i < (*read)->size(); ++i) {
    if (!(*read)->IsOwn(i, catalog)) continue;
    if (const auto article = (*read)->Get(i, catalog)) {
      funnel::fuzz::RequireArticle(article->article);
    }
  }
  return 0;
}
