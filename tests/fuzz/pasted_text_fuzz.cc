// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/customer_words.h"
#include "indexer/text/pasted/pasted_text.h"
#include "tests/fuzz/fuzz_input.h"

namespace text = funnel::text;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view pasted = funnel::fuzz::TextOf(data, size);
  const text::PastedText read = text::ReadPasted(pasted);
  std::size_t end = 0;
  for (const text::PastedPart& part : read.parts) {
    funnel::fuzz::Require(
        part.begin >= end && part.end >= part.begin && part.end <= read.text.size(),
        "parts lie in the text, in order");
    end = part.end;
  }
  const text::CustomerWords words = text::ReadCustomerWords(pasted);
  funnel::fuzz::Use(text::TellingSentences(words.sentences, 5));
  funnel::fuzz::Use(text::TellingLogLine(words.log));
  funnel::fuzz::Use(text::CleanSubject(pasted));
  return 0;
}
