// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <vector>

#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/source_text.h"
#include "tests/fuzz/fuzz_input.h"

namespace readers = funnel::readers;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string name = "article.md";
  std::vector<std::string> warnings;
  const auto source = readers::DecodeSource(funnel::fuzz::TextOf(data, size), name, warnings);
  if (!source) return 0;
  const auto split = readers::SplitFrontMatter(*source, name);
  if (!split) return 0;
  funnel::Article article;
  const auto read = readers::ReadFrontMatter(*split, name, article, warnings);
  funnel::fuzz::Require(read || read.error().message.starts_with(name + ":"),
                        "an error says where it is");
  return 0;
}
