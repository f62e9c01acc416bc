// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include "indexer/curation/curation_check.h"
#include "indexer/learn/glossary.h"
#include "indexer/store/curation/curation_rules.h"
#include "tests/fuzz/fuzz_input.h"

namespace store = funnel::store;

// The first byte chooses the kind of file.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes = funnel::fuzz::TextOf(data + 1, size - 1);
  funnel::readers::CurationFile file;
  file.name = "rules.txt";
  file.kind = store::kCurationKinds[data[0] % store::kCurationKinds.size()];
  const auto mistakes = funnel::curation::CheckCuration(
      bytes, file, {.exists = [](const std::string& id) { return id == "a"; }, .ids = {"a", "b"}});
  for (const auto& mistake : mistakes) {
    funnel::fuzz::Require(mistake.line > 0 && !mistake.message.empty(), "a mistake has its place");
  }
  if (file.kind == store::CurationKind::kGlossary) {
    std::vector<std::string> errors;
    const funnel::learn::Glossary glossary = funnel::learn::ReadGlossary(bytes, file.name, errors);
    for (const auto& row : glossary.rows) {
      funnel::fuzz::Require(row.names.size() == glossary.langs.size(),
                            "a meaning in each language");
    }
  }
  return 0;
}
