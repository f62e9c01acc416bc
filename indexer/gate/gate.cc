// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/gate.h"

#include <utility>

namespace funnel::gate {

Result<Gate::View*> Gate::ViewFor(Audience audience) {
  std::unique_ptr<View>& view = views_[static_cast<std::size_t>(audience)];
  if (!view) {
    auto reader = publish_.Preview(audience);
    if (!reader) return Fail(reader.error());
    auto searched = publish_.Preview(audience);
    if (!searched) return Fail(searched.error());
    view = std::make_unique<View>(View{std::move(*reader), Searcher::Over(std::move(*searched))});
  }
  return view.get();
}

Result<AskedQuestion> Gate::Ask(const Article& article, FindabilityQuestion question, View& view) {
  AskedQuestion asked{std::move(question), {}, {}};
  const auto rank = RankOf(article, asked.question.text, view.searcher);
  if (rank) {
    asked.rank = *rank;
  } else if (rank.error().code == ErrorCode::kTimeout ||
             rank.error().code == ErrorCode::kInvalidInput) {
    asked.problem = rank.error().message;
  } else {
    return Fail(rank.error());
  }
  return asked;
}

Result<GateReport> Gate::Examine(const Article& article) {
  GateReport report;
  if (article.state != State::kArchived) {
    const auto all = ViewFor(Audience::kInternal);
    if (!all) return Fail(all.error());
    if (!duplicates_) {
      duplicates_ = std::make_unique<NearDuplicates>((*all)->reader, (*all)->searcher);
    }
    auto similar = duplicates_->Find(article);
    if (!similar) return Fail(similar.error());
    report.similar = std::move(*similar);
  }
  if (article.state != State::kPublished) return report;
  const auto view = ViewFor(article.audience);
  if (!view) return Fail(view.error());
  auto questions = QuestionsFor(article, (*view)->reader, analyzer_);
  if (!questions) return Fail(questions.error());
  for (FindabilityQuestion& question : *questions) {
    auto asked = Ask(article, std::move(question), **view);
    if (!asked) return Fail(asked.error());
    report.questions.push_back(std::move(*asked));
  }
  return report;
}

}  // namespace funnel::gate
