// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer/explanation_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/base/terminal_text.h"
#include "searcher/answer/text_breaks.h"

namespace funnel::answer {
namespace {

// So many lines of a list are shown; the rest becomes one.
constexpr std::size_t kMostTerms = 15;
constexpr std::size_t kMostParts = 5;  // of those that are not searched alone
constexpr std::size_t kMostWords = 20;
constexpr std::size_t kMostTranslations = 40;
constexpr std::size_t kMostPartBytes = 60;
constexpr std::size_t kMostQueryBytes = 300;

constexpr char kBold[] = "\x1b[1m";
constexpr char kDim[] = "\x1b[2m";
constexpr char kReset[] = "\x1b[0m";

/// Writes an explanation line by line: numbers in columns, then text, whose width nobody needs to
/// know.
class Formatter {
 public:
  Formatter(const Explanation& explanation, bool colour)
      : explanation_(explanation), query_(explanation.query), colour_(colour) {}

  std::string Format() {
    Query();
    for (const ExplainedArticle& article : explanation_.articles) Article(article);
    if (explanation_.articles.empty()) out_ += "\nno hits\n";
    return std::move(out_);
  }

 private:
  /// What decided over each language that was asked.
  void Languages() {
    for (const ExplainedLanguage& language : explanation_.languages) {
      std::string line = fmt::format("{} ({} articles)", language.lang, language.articles);
      if (!language.translated_from.empty()) line += " translated from " + language.translated_from;
      line += fmt::format(": {} hits, confidence {:.3f}, {}", language.hits, language.confidence,
                          PlaceWords(language.place));
      Field("language", line);
      if (language.hits == 0) continue;
      std::string features;
      for (const auto& [name, value] : language.features) {
        if (!features.empty()) features += "  ";
        features += fmt::format("{} {:.3f}", name, value);
      }
      Field("", features);
    }
    Field("others",
          fmt::format("are asked below confidence {:.3f}", explanation_.ask_others_below));
  }

  static std::string_view PlaceWords(LanguagePlace place) {
    switch (place) {
      case LanguagePlace::kOwn:
        return "its hits come first";
      case LanguagePlace::kFirst:
        return "a block before the hits";
      case LanguagePlace::kBeside:
        return "a block behind the hits";
      case LanguagePlace::kNowhere:
        break;
    }
    return "not shown";
  }

  void Query() {
    Field("query",
          query_.parts.empty() ? Cut(query_.text, kMostQueryBytes) : "a pasted text, see below");
    Field("read in", fmt::format("{}", fmt::join(query_.langs, ", ")));
    if (!query_.translated_from.empty()) Field("translated", "from " + query_.translated_from);
    if (query_.relaxed) Field("relaxed", "no article holds the quoted phrases: read as words");
    if (query_.phrases > 0) Field("phrases", fmt::format("{}, all to be held", query_.phrases));
    if (query_.cited > 0) {
      Field("cited", fmt::format("{}: articles that hold them come first", query_.cited));
    }
    if (query_.excluded > 0) Field("excluded", fmt::format("{} words", query_.excluded));
    Words("unknown", "in no article",
          [](const ExplainedTerm& term) { return term.use == TermUse::kUnknown; });
    Words("stop words", "", [](const ExplainedTerm& term) { return term.stop; });
    const auto left_out =
        std::count_if(query_.terms.begin(), query_.terms.end(),
                      [](const auto& term) { return term.use == TermUse::kLeftOut; });
    if (left_out > 0) {
      Field("left out", fmt::format("{} terms that are common or tell little", left_out));
    }
    Field("base", fmt::format("{} articles in view, {}", query_.articles, explanation_.generation));
    Languages();
    Changes();
    Parts();
    Terms();
  }

  template <class Wanted>
  void Words(std::string_view name, std::string_view note, Wanted&& wanted) {
    std::vector<std::string> words;
    for (const ExplainedTerm& term : query_.terms) {
      const bool word =
          term.lane == Lane::kWord || term.lane == Lane::kStem || term.lane == Lane::kIdentifier;
      if (!word || term.origin != TermOrigin::kQuery || !wanted(term)) continue;
      std::string text = PlaceText(term.begin, term.end);
      if (std::find(words.begin(), words.end(), text) == words.end()) {
        words.push_back(std::move(text));
      }
    }
    if (words.empty()) return;
    Field(name, Joined(words) + (note.empty() ? "" : fmt::format("  ({})", note)));
  }

  void Changes() {
    if (query_.changes.empty()) return;
    Head("also searched", "  weight  why          words");
    for (const QueryChange& change : query_.changes) {
      if (change.origin == TermOrigin::kTranslation) continue;
      Line("  {:>6.2f}  {:<11}  {} -> {}", change.weight, Name(change.origin),
           PlaceText(change.begin, change.end), base::ForTerminal(change.words));
    }
    Translations();
  }

  /// A line for each word and what it is called, with all languages that call it so.
  void Translations() {
    using Place = std::pair<std::uint32_t, std::uint32_t>;
    std::map<Place, std::map<std::string, std::string>> words;  // by place and language
    for (const QueryChange& change : query_.changes) {
      if (change.origin != TermOrigin::kTranslation) continue;
      std::string& line = words[{change.begin, change.end}][change.lang];
      line += fmt::format("{}{} {:.2f}", line.empty() ? "" : ", ", base::ForTerminal(change.words),
                          change.weight);
    }
    std::size_t lines = 0;
    for (const auto& [place, by_lang] : words) {
      std::map<std::string, std::string> langs;  // by words
      for (const auto& [lang, line] : by_lang) {
        std::string& list = langs[line];
        list += (list.empty() ? "" : " ") + base::ForTerminal(lang);
      }
      for (const auto& [line, list] : langs) {
        if (++lines > kMostTranslations) continue;
        Line("          {:<11}  {} -> [{}] {}", Name(TermOrigin::kTranslation),
             PlaceText(place.first, place.second), list, line);
      }
    }
    if (lines > kMostTranslations) Line("          and {} more", lines - kMostTranslations);
  }

  void Parts() {
    if (query_.parts.empty()) return;
    Head("parts of the text, asked one by one", "  part  weight  text");
    std::size_t others = 0;
    for (std::size_t i = 0; i < query_.parts.size(); ++i) {
      const ExplainedPart& part = query_.parts[i];
      if (!part.searched) ++others;
      if (!part.searched && others > kMostParts) continue;
      Line("  {:>4}  {:>6.2f}  {}{}", i + 1, part.weight, PlaceText(part.begin, part.end),
           part.searched ? "" : "  (not asked)");
    }
    if (others > kMostParts) Line("  and {} more that say less", others - kMostParts);
  }

  void Terms() {
    std::vector<const ExplainedTerm*> terms;
    for (const ExplainedTerm& term : query_.terms) {
      if (term.use == TermUse::kSearched) terms.push_back(&term);
    }
    if (terms.empty()) return;
    std::stable_sort(terms.begin(), terms.end(), [](const auto* a, const auto* b) {
      return a->weight * a->idf > b->weight * b->idf;
    });
    Head("terms", "  weight     idf  articles  lane        term");
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i == kMostTerms) {
        Line("  and {} more that weigh less (--json lists all)", terms.size() - i);
        break;
      }
      const ExplainedTerm& term = *terms[i];
      Line("  {:>6.3f}  {:>6.3f}  {:>8}  {:<10}  {}{}", term.weight, term.idf, term.documents,
           Name(term.lane), base::ForTerminal(term.text), Origin(term));
    }
  }

  void Article(const ExplainedArticle& article) {
    out_ += '\n';
    const std::string title = base::ForTerminal(article.title.empty() ? article.id : article.title);
    const bool found = article.rank > 0 && article.instead.empty();
    Line("{:>3} {}", found ? fmt::format("{}.", article.rank) : "-", Styled(kBold, title));
    std::string name =
        fmt::format("{}  {}", base::ForTerminal(article.id), base::ForTerminal(article.lang));
    if (article.shown_id != article.id || article.shown_lang != article.lang) {
      name += fmt::format("  (shown: {}  {})", base::ForTerminal(article.shown_id),
                          base::ForTerminal(article.shown_lang));
    }
    Line("    {}", Styled(kDim, name));
    Line("    {:<9} {}", "standing", StandingText(article));
    if (article.standing == Standing::kRanked) {
      Line("    {:<9} {:.4f} = {:.4f} + {:.4f}", "score", article.score, article.first_score,
           article.second_score);
    }
    FirstStage(article);
    SecondStage(article);
    if (!article.missing.empty()) Line("    {:<9} {}", "lacks", Joined(article.missing));
  }

  std::string StandingText(const ExplainedArticle& article) const {
    switch (article.standing) {
      case Standing::kRanked:
        return fmt::format("rank {} of {} candidates", article.rank, article.candidates);
      case Standing::kPinned:
        return "pinned: its authors put it before all others";
      case Standing::kFamily:
        return fmt::format("not found itself: {} of the same family, at rank {}, is better",
                           base::ForTerminal(article.instead), article.rank);
      case Standing::kTooWeak:
        return fmt::format("not among the {} candidates, which have {:.4f} or more in stage 1",
                           article.candidates, article.least_first);
      case Standing::kNoTerm:
        return "not found: it has none of the terms";
      case Standing::kLacksPhrase:
        return "not found: it does not hold a quoted phrase";
      case Standing::kExcluded:
        return "not found: it holds an excluded word";
      case Standing::kFiltered:
        return "not found: it does not meet the filter";
      case Standing::kNotAsked:
        break;
    }
    return "its language was not asked: another has the answer";
  }

  void FirstStage(const ExplainedArticle& article) {
    const std::string rank = article.first_rank > 0 ? fmt::format("rank {}", article.first_rank)
                                                    : std::string("not a candidate");
    Line("    {:<9} {:.4f}, {}; {:.0f} terms long, the average is {:.0f}",
         article.parts.empty() ? "stage 1" : "parts", article.first_score, rank, article.length,
         article.average_length);
    ArticleTerms(article.terms, "      ");
    if (article.parts.empty()) return;
    std::vector<const PartScore*> parts;
    for (const PartScore& part : article.parts) parts.push_back(&part);
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto* a, const auto* b) { return a->share > b->share; });
    for (const PartScore* part : parts) {
      const std::string name =
          part->part ? fmt::format("part {}", *part->part + 1) : std::string("the whole text");
      if (part->counted) {
        Line(
            "      {:>8.4f}  {}: BM25 {:.4f}, pairs {:.4f}, covers {:.3f} of it, record {:.4f}, "
            "scores {:.4f}",
            part->share, name, part->bm25, part->pairs, part->covered, part->record, part->score);
        ArticleTerms(part->terms, "                ");
      } else {
        Line("             -  {}: BM25 {:.4f}, not among its best", name, part->bm25);
      }
    }
  }

  void ArticleTerms(const std::vector<TermScore>& terms, std::string_view indent) {
    if (terms.empty()) return;
    Line("{}",
         Styled(kDim, fmt::format("{}   score = weight x   idf x    tf   wdf  lane        term",
                                  indent)));
    double rest = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const TermScore& term = terms[i];
      if (i >= kMostTerms) {
        rest += term.score;
        continue;
      }
      std::uint64_t wdf = 0;
      std::vector<std::string> texts;
      for (const TermMatch& match : term.matches) {
        wdf += match.wdf;
        texts.push_back(base::ForTerminal(match.text) + Origin(term, match));
      }
      Line("{}{:>8.4f}   {:>6.3f}  {:>6.3f}  {:>6.3f}  {:>4}  {:<10}  {}", indent, term.score,
           term.weight, term.idf, term.saturation, wdf, Name(term.lane),
           fmt::format("{}", fmt::join(texts, " + ")));
    }
    if (terms.size() > kMostTerms) {
      Line("{}{:>8.4f}   of {} more", indent, rest, terms.size() - kMostTerms);
    }
  }

  void SecondStage(const ExplainedArticle& article) {
    if (!article.judged) {
      const bool stands_alone = article.first_rank > 0 && article.parts.empty();
      if (stands_alone) Line("    {:<9} not judged", "stage 2");
      return;
    }
    Line("    {:<9} {:.4f}; the best article has {:.4f} in stage 1", "stage 2",
         article.second_score, article.best_first);
    Line("      {}", Styled(kDim, "   score =  value x weight x best  feature"));
    for (const FeatureScore& feature : article.features) {
      std::string name(feature.name);
      if (name == "title-coverage" && !article.title_terms.empty()) {
        name += ": " + Joined(article.title_terms);
      }
      Line("      {:>8.4f}   {:>6.3f}   {:>6.3f}         {}", feature.score, feature.value,
           feature.weight, name);
    }
  }

  /// Where a term comes from that the query does not say: "  (spelling: ofline)".
  std::string Origin(const ExplainedTerm& term) const {
    if (term.origin == TermOrigin::kQuery) return {};
    return fmt::format("  ({}: {})", Name(term.origin), PlaceText(term.begin, term.end));
  }
  std::string Origin(const TermScore& score, const TermMatch& match) const {
    for (const ExplainedTerm& term : query_.terms) {
      if (term.text == match.text && term.begin == score.begin && term.end == score.end) {
        std::string origin = Origin(term);
        if (match.probability != 1) origin += fmt::format(" x {:.3f}", match.probability);
        return origin;
      }
    }
    return {};
  }

  std::string PlaceText(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view text = query_.text;
    if (begin >= text.size() || end <= begin) return {};
    // Places of terms may lie within what a reader sees as one character.
    constexpr std::size_t kNear = 64;
    const auto near = [&](std::size_t at) {
      return TextBreaks(text, at - std::min(at, kNear), at + kNear);
    };
    const std::size_t first = near(begin).ClusterBefore(begin);
    const std::size_t last = near(end).ClusterAfter(end);
    return Cut(text.substr(first, last - first));
  }

  /// Harmless, and short.
  static std::string Cut(std::string_view text, std::size_t most = kMostPartBytes) {
    if (text.size() <= most) return base::ForTerminal(text);
    const std::size_t end = TextBreaks(text, 0, 2 * most).ClusterBefore(most);
    return base::ForTerminal(text.substr(0, end)) + "...";
  }

  static std::string Joined(const std::vector<std::string>& words) {
    std::string line;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i == kMostWords) return line + fmt::format(" and {} more", words.size() - i);
      line += (i > 0 ? ", " : "") + base::ForTerminal(words[i]);
    }
    return line;
  }

  void Field(std::string_view name, const std::string& value) {
    Line("{:<11} {}", name, base::ForTerminal(value));
  }

  void Head(std::string_view name, std::string_view columns) {
    Line("\n{}\n{}", name, Styled(kDim, std::string(columns)));
  }

  template <class... Values>
  void Line(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
    out_ += '\n';
  }

  std::string Styled(const char* style, const std::string& text) const {
    return colour_ ? style + text + kReset : text;
  }

  const Explanation& explanation_;
  const ExplainedQuery& query_;
  const bool colour_;
  std::string out_;
};

}  // namespace

std::string FormatExplanation(const Explanation& explanation, bool colour) {
  return Formatter(explanation, colour).Format();
}

}  // namespace funnel::answer
