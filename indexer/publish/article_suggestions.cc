// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/article_suggestions.h"

#include <algorithm>
#include <utility>

#include "indexer/text/readings/readings.h"

namespace funnel::publish {

store::Suggestible SuggestibleOf(const Article& article) {
  thread_local text::Readings readings;  // Its dictionaries take milliseconds to open.
  store::Suggestible suggestible{article.lang, {}};
  const auto add = [&](std::string_view field, std::uint32_t number) {
    store::SuggestText text{number, {}};
    for (text::Reading& reading : readings.Of(field, article.lang)) {
      text.ways.push_back({reading.lane, std::move(reading.bytes), std::move(reading.begins)});
    }
    if (!text.ways.empty()) suggestible.texts.push_back(std::move(text));
  };
  add(article.title, 0);
  const std::size_t questions = std::min(article.questions.size(), kMostSuggestedQuestions);
  for (std::size_t i = 0; i < questions; ++i) {
    add(article.questions[i], static_cast<std::uint32_t>(i + 1));
  }
  return suggestible;
}

}  // namespace funnel::publish
