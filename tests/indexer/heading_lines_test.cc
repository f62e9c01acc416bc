// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/heading_lines.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace funnel {
namespace {

using Lines = std::vector<std::string_view>;

TEST_CASE("HeadingLines: sections, or what stands alone in plain text") {
  Article article;
  article.text =
      "Intro.\n\nReset the queue\n\nDo this:\n\nnet stop spooler\nnet start\n\nWait.\n\nEnd";
  CHECK(readers::HeadingLines(article) == Lines{"Reset the queue"});
  article.text = "重置密码\n\n步骤如下。\n\n";
  CHECK(readers::HeadingLines(article) == Lines{"重置密码"});
  article.text = std::string(121, 'x') + "\n\nText";
  CHECK(readers::HeadingLines(article).empty());
  article.text = "Cause\n\nHeat.";
  article.sections = {{"", "", 0, SectionRole::kOther, 0, 0},
                      {"Why", "why", 2, SectionRole::kCause, 0, 5}};
  CHECK(readers::HeadingLines(article) == Lines{"Why"});
  CHECK(readers::HeadingLines(Article{}).empty());
}

}  // namespace
}  // namespace funnel
