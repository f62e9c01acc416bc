// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/article_document.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <unordered_map>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/publish/article_facets.h"
#include "indexer/publish/article_suggestions.h"
#include "indexer/publish/record_writer.h"
#include "indexer/readers/heading_lines.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/place_terms.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/forward_record.h"
#include "indexer/store/layout/vocabulary.h"
#include "indexer/text/markup/article_link.h"

namespace funnel::publish {
namespace {

/// A long field is analyzed in parts of so many bytes: the analysis takes a hundred times as much
/// memory, and nothing is lost but the pairs of words that a cut comes between.
constexpr std::size_t kMaxPartBytes = 256 * 1024;

/// The length of the next part: to the end of a line if there is one, else of a word, else of a
/// character.
std::size_t PartLength(std::string_view field) {
  if (field.size() <= kMaxPartBytes) return field.size();
  for (const char* ends : {"\n", " \t"}) {
    const std::size_t end = field.find_last_of(ends, kMaxPartBytes - 1);
    if (end != std::string_view::npos && end >= kMaxPartBytes / 2) return end + 1;
  }
  return base::CharacterBegin(field, kMaxPartBytes);
}

/// Sums how often each term occurs, before Xapian sees it: adding to a document is far dearer.
class TermCounter {
 public:
  TermCounter(const std::string& lang, Analyzer& analyzer) : lang_(lang), analyzer_(analyzer) {}

  /// How a field is analyzed: a title with the parts of its words; a plain text may be of a page,
  /// whose lines end within words.
  enum class As : std::uint8_t { kText, kTitle, kPlainText };

  /// Counts the terms of one field, each occurrence `wdf` times, and calls `see(analyzed, part,
  /// begin)` for each part of it.
  template <typename See>
  void Add(std::string_view field, std::uint32_t wdf, As as, See&& see) {
    for (std::size_t begin = 0; begin < field.size();) {
      const std::string_view part = field.substr(begin, PartLength(field.substr(begin)));
      see(AddPart(part, wdf, as), part, begin);
      begin += part.size();
    }
  }
  void Add(std::string_view field, std::uint32_t wdf) {
    Add(field, wdf, As::kText, [](const AnalyzedText&, std::string_view, std::size_t) {});
  }

  void MoveInto(Xapian::Document& document) const {
    for (const auto& [term, wdf] : counts_) document.add_term(term, wdf);
    if (!words_.empty()) document.add_value(schema::kWordsSlot, store::EncodeVocabulary(words_));
  }

  std::uint32_t length() const { return length_; }

 private:
  AnalyzedText AddPart(std::string_view part, std::uint32_t wdf, As as) {
    AnalyzedText analyzed = as == As::kTitle
                                ? analyzer_.AnalyzeDocument(part, lang_)
                                : analyzer_.AnalyzeBody(part, lang_, as == As::kPlainText);
    for (const Term& term : analyzed.terms) {
      if (term.lane == Lane::kWord) Note(term);
      if (term.lane == Lane::kStem) NoteStem(term);
      if (term.stemmed || !schema::HasPostings(term.lane)) continue;
      counts_[schema::IndexTerm(term.lane, term.text)] += wdf;
      length_ += wdf;
    }
    return analyzed;
  }

  /// Takes a word into the vocabulary; its stems follow it.
  void Note(const Term& word) {
    noted_ = nullptr;
    if (words_.contains(word.text) || !store::IsKnowable(word.text)) return;
    std::vector<std::string>& terms = words_[word.text];
    if (!word.stemmed) terms.push_back(word.text);
    noted_ = &terms;
  }
  void NoteStem(const Term& stem) {
    if (noted_ == nullptr) return;
    noted_->push_back(schema::IndexTerm(Lane::kStem, stem.text));
  }

  const std::string& lang_;
  Analyzer& analyzer_;
  std::unordered_map<std::string, std::uint32_t> counts_;
  store::VocabularyWords words_;
  std::vector<std::string>* noted_ = nullptr;
  std::uint32_t length_ = 0;
};

/// Where the headings of an article stand in its text.
std::vector<RecordWriter::Heading> HeadingPlaces(const Article& article) {
  std::vector<RecordWriter::Heading> places;
  for (const Section& section : article.sections) {
    if (section.heading.empty()) continue;
    const std::size_t line = article.text.find('\n', section.begin);
    places.push_back({section.begin, std::min<std::size_t>(line, section.end)});
  }
  if (!article.sections.empty()) return places;
  for (std::string_view heading : readers::HeadingLines(article)) {
    const auto begin = static_cast<std::size_t>(heading.data() - article.text.data());
    places.push_back({begin, begin + heading.size()});
  }
  return places;
}

/// The path of an address, without host; empty where there is none.
std::string_view PathOf(std::string_view address) {
  const std::size_t host = address.find("://");
  if (host != std::string_view::npos) {
    const std::size_t path = address.find('/', host + 3);
    address = path == std::string_view::npos ? std::string_view() : address.substr(path);
  }
  return address.substr(0, address.find_first_of("?#"));
}

/// The addresses that `article` says to be published at: its own, and those that systems which
/// publish Markdown read in its front matter.
std::vector<std::string> Aliases(const Article& article) {
  constexpr std::size_t kMost = 20;
  constexpr std::string_view kKeys[] = {"slug", "permalink", "aliases", "redirect_from", "url"};
  std::vector<std::string> aliases = {std::string(PathOf(article.url))};
  for (const auto& [key, yaml] : article.extra) {
    if (std::find(std::begin(kKeys), std::end(kKeys), key) == std::end(kKeys)) continue;
    // One address, or a list of them in either of YAML's styles.
    constexpr std::string_view kBetween = " \t\n,[]\"'";
    for (std::size_t at = 0; aliases.size() < kMost;) {
      at = yaml.find_first_not_of(kBetween, at);
      if (at == std::string::npos) break;
      const std::size_t end = std::min(yaml.find_first_of(kBetween, at), yaml.size());
      const std::string_view address = PathOf(std::string_view(yaml).substr(at, end - at));
      if (address.find_first_not_of("-/") != std::string_view::npos) aliases.emplace_back(address);
      at = end;
    }
  }
  return aliases;
}

/// Where links find the article.
void AddPlaces(const Article& article, Xapian::Document& document) {
  const std::string_view place = text::ArticlePlace(article.source, article.id);
  const std::string key = text::PlaceKey(place);
  if (key != article.id) document.add_boolean_term(schema::IndexTerm(schema::kPlacePrefix, key));
  document.add_boolean_term(schema::NameTerm(text::NameKey(place)));
  for (const std::string& alias : Aliases(article)) {
    const std::string address = text::AliasKey(alias);
    if (address.empty()) continue;
    document.add_boolean_term(schema::IndexTerm(schema::kPlacePrefix, address));
  }
}

}  // namespace

Xapian::Document MakeDocument(const Article& article, const std::string& hash, Analyzer& analyzer) {
  Xapian::Document document;
  document.set_data(store::EncodeArticle(article));
  document.add_boolean_term(schema::UniqueTerm(article.lang, article.id));
  document.add_value(schema::kHashSlot, hash);
  if (article.state != State::kPublished) return document;

  document.add_boolean_term(schema::IndexTerm(schema::kLangPrefix, article.lang));
  document.add_boolean_term(schema::IndexTerm(schema::kFamilyPrefix, article.family));
  document.add_boolean_term(schema::IndexTerm(schema::kKindPrefix, Name(article.kind)));
  for (const std::string& product : article.products) {
    document.add_boolean_term(ProductTerm(product));
  }
  for (const std::string& tag : article.tags) document.add_boolean_term(TagTerm(tag));
  AddPlaces(article, document);
  document.add_value(schema::kFamilySlot, article.family);
  document.add_value(schema::kLangSlot, article.lang);
  document.add_value(schema::kFacetsSlot, store::EncodeFacets(FacetsOf(article)));
  if (const std::string suggestible = store::EncodeSuggestible(SuggestibleOf(article));
      !suggestible.empty()) {
    document.add_value(schema::kSuggestSlot, suggestible);
  }

  using As = TermCounter::As;
  TermCounter terms(article.lang, analyzer);
  RecordWriter record;
  const auto add = [&](std::string_view field, std::uint32_t wdf, store::RecordField as) {
    terms.Add(field, wdf, as == store::RecordField::kTitle ? As::kTitle : As::kText,
              [&](const AnalyzedText& analyzed, std::string_view part, std::size_t) {
                record.Add(as, analyzed, part);
              });
  };
  add(article.title, schema::kTitleWdf, store::RecordField::kTitle);
  add(article.summary, 1, store::RecordField::kSummary);
  for (const std::string& symptom : article.symptoms)
    add(symptom, 1, store::RecordField::kSymptoms);
  for (const std::string& question : article.questions) {
    add(question, 1, store::RecordField::kSymptoms);
  }
  const std::vector<RecordWriter::Heading> headings = HeadingPlaces(article);
  terms.Add(article.text, 1, article.format == BodyFormat::kPlain ? As::kPlainText : As::kText,
            [&](const AnalyzedText& analyzed, std::string_view part, std::size_t begin) {
              std::vector<RecordWriter::Heading> within;
              for (const RecordWriter::Heading& heading : headings) {
                if (heading.end <= begin || heading.begin >= begin + part.size()) continue;
                within.push_back({std::max(heading.begin, begin) - begin, heading.end - begin});
              }
              record.Add(store::RecordField::kText, analyzed, part, within, begin);
            });
  for (std::string_view heading : readers::HeadingLines(article))
    terms.Add(heading, schema::kHeadingWdf);
  terms.MoveInto(document);
  document.add_value(schema::kForwardSlot, record.Encode(article, terms.length()));
  return document;
}

}  // namespace funnel::publish
