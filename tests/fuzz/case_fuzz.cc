// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <vector>

#include "indexer/draft/case_draft.h"
#include "indexer/draft/case_input.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/front_matter_split.h"
#include "indexer/readers/source_text.h"
#include "tests/fuzz/fuzz_input.h"

namespace draft = funnel::draft;
namespace readers = funnel::readers;

// A mail, a ticket or a note, to the draft of an article, whose front matter has to be read again.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto input = draft::ReadCase(funnel::fuzz::TextOf(data, size), "case");
  if (!input) return 0;
  draft::TemplateFields fields;
  bool guessed = false;
  fields.lang = draft::CaseLanguage(*input, &guessed);
  fields.id = "case";
  fields.today = "2026-01-01";
  draft::FillDraft(*input, {}, fields);
  const std::string file = draft::RenderTemplate(fields);
  std::vector<std::string> warnings;
  const auto source = readers::DecodeSource(file, "case.md", warnings);
  funnel::fuzz::Require(source.has_value(), "a draft is text");
  const auto split = readers::SplitFrontMatter(*source, "case.md");
  funnel::fuzz::Require(split.has_value(), "a draft has front matter");
  funnel::Article article;
  const auto read = readers::ReadFrontMatter(split->front_matter, "case.md", article, warnings);
  if (!read) std::fprintf(stderr, "%s\n%s\n", read.error().message.c_str(), file.c_str());
  funnel::fuzz::Require(read.has_value(), "the front matter of a draft can be read");
  return 0;
}
