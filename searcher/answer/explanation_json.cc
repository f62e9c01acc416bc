// SPDX-License-Identifier: GPL-2.0-or-later
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "searcher/answer/explanation_format.h"
#include "searcher/answer/hit_json.h"
#include "searcher/answer/response_json.h"

namespace funnel::answer {
namespace {

/// Writes objects member by member.
class ExplanationWriter {
 public:
  std::string Write(const Explanation& explanation, std::string_view query_id) {
    writer_.SetMaxDecimalPlaces(9);
    writer_.StartObject();
    WriteQueryId(writer_, query_id);
    Text("generation", explanation.generation);
    Number("askOthersBelow", explanation.ask_others_below);
    List("languages", explanation.languages, [&](const ExplainedLanguage& language) {
      writer_.StartObject();
      Text("lang", language.lang);
      if (!language.translated_from.empty()) Text("translatedFrom", language.translated_from);
      Text("place", Name(language.place));
      Count("articles", language.articles);
      Count("hits", language.hits);
      Text("first", language.first_id);
      Number("confidence", language.confidence);
      base::JsonKey(writer_, "features");
      writer_.StartObject();
      for (const auto& [name, value] : language.features) {
        Number(name, value);
      }
      writer_.EndObject();
      writer_.EndObject();
    });
    base::JsonKey(writer_, "query");
    Query(explanation.query);
    List("articles", explanation.articles, [&](const auto& article) { Article(article); });
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void Query(const ExplainedQuery& query) {
    writer_.StartObject();
    Text("text", query.text);
    Texts("langs", query.langs);
    Count("articles", query.articles);
    Count("phrases", query.phrases);
    Count("cited", query.cited);
    Count("excluded", query.excluded);
    Flag("relaxed", query.relaxed);
    if (!query.translated_from.empty()) Text("translatedFrom", query.translated_from);
    List("terms", query.terms, [&](const ExplainedTerm& term) {
      writer_.StartObject();
      Text("term", term.text);
      Text("lane", Name(term.lane));
      Place(term.begin, term.end);
      Text("origin", Name(term.origin));
      Text("use", Name(term.use));
      if (term.stop) Flag("stop", true);
      Number("weight", term.weight);
      Number("idf", term.idf);
      Count("articles", term.documents);
      writer_.EndObject();
    });
    List("changes", query.changes, [&](const QueryChange& change) {
      writer_.StartObject();
      Text("origin", Name(change.origin));
      Place(change.begin, change.end);
      Text("words", change.words);
      if (!change.lang.empty()) Text("lang", change.lang);
      Number("weight", change.weight);
      writer_.EndObject();
    });
    if (!query.parts.empty()) {
      List("parts", query.parts, [&](const ExplainedPart& part) {
        writer_.StartObject();
        Place(part.begin, part.end);
        Number("weight", part.weight);
        Flag("searched", part.searched);
        writer_.EndObject();
      });
    }
    writer_.EndObject();
  }

  void Article(const ExplainedArticle& article) {
    writer_.StartObject();
    Text("id", article.id);
    Text("lang", article.lang);
    Text("title", article.title);
    base::JsonKey(writer_, "shown");
    writer_.StartObject();
    Text("id", article.shown_id);
    Text("lang", article.shown_lang);
    writer_.EndObject();
    Text("standing", Name(article.standing));
    if (article.rank > 0) Count("rank", article.rank);
    Count("candidates", article.candidates);
    if (article.rank > 0 && article.instead.empty()) Number("score", article.score);
    if (!article.instead.empty()) Text("instead", article.instead);
    base::JsonKey(writer_, "first");
    FirstStage(article);
    if (article.judged) {
      base::JsonKey(writer_, "second");
      SecondStage(article);
    }
    Texts("missing", article.missing);
    writer_.EndObject();
  }

  void FirstStage(const ExplainedArticle& article) {
    writer_.StartObject();
    if (article.first_rank > 0) Count("rank", article.first_rank);
    Number("score", article.first_score);
    Number("leastOfCandidates", article.least_first);
    Number("length", article.length);
    Number("averageLength", article.average_length);
    if (article.parts.empty()) {
      Terms(article.terms);
    } else {
      List("parts", article.parts, [&](const PartScore& part) {
        writer_.StartObject();
        if (part.part) Count("part", *part.part);
        Flag("counted", part.counted);
        Number("bm25", part.bm25);
        Number("pairs", part.pairs);
        Number("covered", part.covered);
        Number("record", part.record);
        Number("score", part.score);
        Number("share", part.share);
        Terms(part.terms);
        writer_.EndObject();
      });
    }
    writer_.EndObject();
  }

  void SecondStage(const ExplainedArticle& article) {
    writer_.StartObject();
    Number("score", article.second_score);
    Number("best", article.best_first);
    List("features", article.features, [&](const FeatureScore& feature) {
      writer_.StartObject();
      Text("name", feature.name);
      Number("value", feature.value);
      Number("weight", feature.weight);
      Number("score", feature.score);
      writer_.EndObject();
    });
    Texts("titleTerms", article.title_terms);
    writer_.EndObject();
  }

  void Terms(const std::vector<TermScore>& terms) {
    List("terms", terms, [&](const TermScore& term) {
      writer_.StartObject();
      Number("score", term.score);
      Number("weight", term.weight);
      Number("idf", term.idf);
      Number("saturation", term.saturation);
      Text("lane", Name(term.lane));
      Place(term.begin, term.end);
      List("matches", term.matches, [&](const TermMatch& match) {
        writer_.StartObject();
        Text("term", match.text);
        Count("wdf", match.wdf);
        Number("probability", match.probability);
        writer_.EndObject();
      });
      writer_.EndObject();
    });
  }

  template <class Items, class Write>
  void List(std::string_view name, const Items& items, Write&& write) {
    base::JsonKey(writer_, name);
    writer_.StartArray();
    for (const auto& item : items) write(item);
    writer_.EndArray();
  }

  void Texts(std::string_view name, const std::vector<std::string>& texts) {
    List(name, texts,
         [&](const std::string& text) { base::JsonString(writer_, base::ToValidUtf8(text)); });
  }

  void Place(std::uint32_t begin, std::uint32_t end) {
    base::JsonKey(writer_, "place");
    writer_.StartArray();
    writer_.Uint(begin);
    writer_.Uint(end);
    writer_.EndArray();
  }

  void Text(std::string_view name, std::string_view text) {
    base::JsonKey(writer_, name);
    base::JsonString(writer_, base::ToValidUtf8(text));
  }

  void Count(std::string_view name, std::size_t count) {
    base::JsonKey(writer_, name);
    writer_.Uint64(count);
  }

  void Number(std::string_view name, double number) {
    base::JsonKey(writer_, name);
    writer_.Double(std::isfinite(number) ? number : 0.0);
  }

  void Flag(std::string_view name, bool flag) {
    base::JsonKey(writer_, name);
    writer_.Bool(flag);
  }

  base::JsonBuffer buffer_;
  base::JsonWriter writer_{buffer_};
};

}  // namespace

std::string ExplanationToJson(const Explanation& explanation, std::string_view query_id) {
  return ExplanationWriter().Write(explanation, query_id);
}

}  // namespace funnel::answer
