// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/dita_reader.h"
#include "tests/fuzz/article_promises.h"

namespace readers = funnel::readers;

// A topic of DITA: its tree, its HTML, and its Markdown.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const readers::SourceFile file{.path = "topic.dita",
                                 .name = "topic.dita",
                                 .id = "topic",
                                 .kind = readers::SourceKind::kDita};
  if (const auto read = readers::ReadDitaArticle(funnel::fuzz::TextOf(data, size), file, "en")) {
    funnel::fuzz::RequireArticle(read->article);
  }
  return 0;
}
