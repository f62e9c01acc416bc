// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/search/explain.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "searcher/explain/explainer.h"
#include "searcher/search/order.h"
#include "searcher/search/show.h"

namespace funnel::search {
namespace {

/// One explanation in the making.
class Explaining {
 public:
  Explaining(const Request& question, Findings& answers, Engine& engine)
      : question_(question),
        answers_(answers),
        composed_(Compose(answers, question.request)),
        engine_(engine) {
    for (Asked& asked : answers_.asked) asked.trace->ranking = asked.matched.candidates;
  }

  Result<std::vector<ExplainedLanguage>> Languages() {
    std::vector<ExplainedLanguage> languages;
    for (const Asked& asked : answers_.asked) {
      ExplainedLanguage& out = languages.emplace_back();
      out.lang = asked.language;
      out.translated_from = asked.translated_from;
      out.place = PlaceOf(asked, composed_);
      out.articles = asked.database().get_doccount();
      out.hits = asked.matched.total;
      out.confidence = asked.confidence;
      if (!asked.matched.candidates.empty()) {
        Result<Hit> first = MakeHit(question_, {&asked, 0}, nullptr, engine_.analyzer());
        if (!first) return Fail(first.error());
        out.first_id = std::move(first->id);
      }
      for (const auto& [name, feature] : kConfidenceFeatures) {
        out.features.emplace_back(name, asked.features.*feature);
      }
    }
    return languages;
  }

  /// As it was read in the language of the article that is explained first, or of the first hit.
  ExplainedQuery Query() {
    const Asked* first = explained_;
    if (first == nullptr && !composed_.hits.empty()) first = composed_.hits.front().asked;
    if (first == nullptr && !answers_.asked.empty()) first = &answers_.asked.front();
    if (first == nullptr) return {};
    ExplainedQuery query = ExplainerOf(*first).Query();
    query.relaxed = first->relaxed;
    return query;
  }

  Result<std::vector<ExplainedArticle>> Page() {
    std::vector<ExplainedArticle> articles;
    const SearchRequest& request = question_.request;
    const std::size_t end = std::min(request.offset + request.limit, composed_.hits.size());
    for (std::size_t i = request.offset; i < end; ++i) {
      const FoundAt& place = composed_.hits[i];
      Result<ExplainedArticle> article = Article(*place.asked, place.candidate().document);
      if (!article) return Fail(article.error());
      article->rank = i + 1;
      articles.push_back(*std::move(article));
    }
    return articles;
  }

  Result<ExplainedArticle> Named(const std::string& id) {
    std::optional<std::pair<const Asked*, Xapian::docid>> found;
    for (const Asked& asked : answers_.asked) {
      explain::Explainer explainer = ExplainerOf(asked);
      const Result<Xapian::docid> document = explainer.Find(id, Preferred(asked), Shown(asked));
      if (!document) return Fail(document.error());
      if (*document == 0) continue;
      if (explainer.IsCandidate(*document)) return Article(asked, *document);
      if (!found) found = std::pair(&asked, *document);
    }
    if (!found) return NotAsked(id);
    const auto& [asked, document] = *found;
    // A reader who sees it may see it for one of its family, in another language.
    if (const std::optional<FoundAt> place = Of(FamilyOf(asked->database(), document))) {
      const Result<Hit> shown = MakeHit(question_, *place, nullptr, engine_.analyzer());
      if (!shown) return Fail(shown.error());
      if (shown->id == id) return Article(*place->asked, place->candidate().document);
    }
    return Article(*asked, document);
  }

 private:
  /// Where the family is in the answer.
  std::optional<FoundAt> Of(const std::string& family) const {
    std::vector<FoundAt> places = composed_.hits;
    for (const Composed::Block& block : composed_.others) {
      places.insert(places.end(), block.hits.begin(), block.hits.end());
    }
    for (const FoundAt& place : places) {
      if (FamilyOf(place.asked->database(), place.candidate().document) == family) return place;
    }
    return std::nullopt;
  }

  explain::Explainer ExplainerOf(const Asked& asked) const {
    return {*asked.trace, asked.database(), *asked.records, question_.ranking};
  }

  explain::Explainer::Shown Shown(const Asked& asked) {
    return [this, &asked](const rank::Candidate& candidate) {
      const auto& candidates = asked.matched.candidates;
      const auto at = std::find_if(
          candidates.begin(), candidates.end(),
          [&](const rank::Candidate& other) { return other.document == candidate.document; });
      return MakeHit(question_, {&asked, static_cast<std::size_t>(at - candidates.begin())},
                     nullptr, engine_.analyzer());
    };
  }

  /// The languages of one that was asked, the reader's first.
  std::vector<std::string> Preferred(const Asked& asked) const {
    std::vector<std::string> langs = asked.langs;
    std::stable_partition(langs.begin(), langs.end(),
                          [&](const std::string& lang) { return lang == question_.reader_lang; });
    return langs;
  }

  Result<ExplainedArticle> Article(const Asked& asked, Xapian::docid document) {
    if (explained_ == nullptr) explained_ = &asked;
    return ExplainerOf(asked).Explain(document, Shown(asked));
  }

  /// What an article would score in a language that was not asked.
  Result<ExplainedArticle> NotAsked(const std::string& id) {
    for (const std::string& language : question_.reader.RankingLanguages()) {
      const bool asked = std::any_of(answers_.asked.begin(), answers_.asked.end(),
                                     [&](const Asked& one) { return one.language == language; });
      if (asked) continue;
      Result<Asked> other = engine_.Ask(question_, language);
      if (!other) return Fail(other.error());
      other->trace->ranking = other->matched.candidates;
      const Result<Xapian::docid> document =
          ExplainerOf(*other).Find(id, Preferred(*other), Shown(*other));
      if (!document) return Fail(document.error());
      if (*document == 0) continue;
      Result<ExplainedArticle> article = ExplainerOf(*other).Explain(*document, Shown(*other));
      if (!article) return Fail(article.error());
      if (article->standing != Standing::kFiltered) article->standing = Standing::kNotAsked;
      article->rank = 0;
      if (const std::optional<FoundAt> place = Of(FamilyOf(other->database(), *document))) {
        Result<Hit> hit = MakeHit(question_, *place, nullptr, engine_.analyzer());
        if (!hit) return Fail(hit.error());
        article->standing = Standing::kFamily;
        article->rank = place->index + 1;
        article->instead = hit->lang + '/' + hit->id;
      }
      return article;
    }
    return Fail(ErrorCode::kNotFound,
                "no article '" + id + "': give the id of a hit, or of `funnel-searcher show`");
  }

  const Request& question_;
  Findings& answers_;
  Composed composed_;
  Engine& engine_;
  const Asked* explained_ = nullptr;  ///< That the first article was found in.
};

}  // namespace

Result<Explanation> Explain(const Request& question, const std::vector<std::string>& ids,
                            Findings answers, Engine& engine) {
  Explaining explaining(question, answers, engine);
  Explanation explanation;
  explanation.generation = question.reader.generation();
  Result<std::vector<ExplainedLanguage>> languages = explaining.Languages();
  if (!languages) return Fail(languages.error());
  explanation.languages = *std::move(languages);
  explanation.ask_others_below = answers.ask_others_below;
  if (ids.empty()) {
    Result<std::vector<ExplainedArticle>> articles = explaining.Page();
    if (!articles) return Fail(articles.error());
    explanation.articles = *std::move(articles);
  }
  for (const std::string& id : ids) {
    Result<ExplainedArticle> article = explaining.Named(id);
    if (!article) return Fail(article.error());
    explanation.articles.push_back(*std::move(article));
  }
  explanation.query = explaining.Query();
  return explanation;
}

}  // namespace funnel::search
