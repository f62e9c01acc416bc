// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/icu.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "funnel/analyzer.h"
#include "indexer/text/sentences.h"

namespace funnel {
namespace {

TEST_CASE("IcuLength: no text is cut or read as shorter than it is") {
  CHECK(base::IcuLength("") == 0);
  CHECK(base::IcuLength("ab") == 2);
  CHECK(base::IcuString("ä\xFF") == icu::UnicodeString(u"ä\xFFFD"));
  const std::string_view past_32_bits("", std::size_t{0x1'0000'0001});  // Not read.
  CHECK_THROWS_AS(base::IcuLength(past_32_bits), std::length_error);
  CHECK_THROWS_WITH_AS(base::IcuString(std::string(base::kMaxIcuBytes + 1, 'a')),
                       "a text of 134217729 bytes; at most 134217728 can be analyzed",
                       std::length_error);
}

TEST_CASE("Analyzer, SplitSentences: refuse a text that ICU cannot count") {
  const std::string text(base::kMaxIcuBytes + 1, ' ');
  CHECK_THROWS_AS(Analyzer().AnalyzeDocument(text, "en"), std::length_error);
  CHECK_THROWS_AS(text::SplitSentences(text), std::length_error);
}

TEST_CASE("CheckIcu: says what is missing") {
  CHECK_NOTHROW(base::CheckIcu(U_ZERO_ERROR, "a normalizer"));
  CHECK_NOTHROW(base::CheckIcu(U_USING_DEFAULT_WARNING, "a normalizer"));
  CHECK_THROWS_WITH_AS(base::CheckIcu(U_FILE_ACCESS_ERROR, "a normalizer"),
                       "ICU did not give a normalizer (U_FILE_ACCESS_ERROR); install it again, "
                       "with its data",
                       std::runtime_error);
}

}  // namespace
}  // namespace funnel
