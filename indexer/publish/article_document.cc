// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/article_document.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "indexer/base/utf8.h"
#include "indexer/readers/heading_lines.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/layout/article_record.h"
#include "indexer/store/layout/outline.h"
#include "indexer/text/characters/normalized_text.h"

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

  /// Counts the terms of one field, each occurrence `wdf` times. Fields are analyzed one by one,
  /// so that no pair of words spans two of them. Gives the analysis of the first kMaxPartBytes.
  AnalyzedText Add(std::string_view field, std::uint32_t wdf) {
    if (field.empty()) return {};
    const std::size_t length = PartLength(field);
    AnalyzedText first = AddPart(field.substr(0, length), wdf);
    for (field.remove_prefix(length); !field.empty();) {
      const std::size_t next = PartLength(field);
      AddPart(field.substr(0, next), wdf);
      field.remove_prefix(next);
    }
    return first;
  }

  void MoveInto(Xapian::Document& document) const {
    for (const auto& [term, wdf] : counts_) document.add_term(term, wdf);
  }

 private:
  AnalyzedText AddPart(std::string_view part, std::uint32_t wdf) {
    AnalyzedText analyzed = analyzer_.AnalyzeDocument(part, lang_);
    for (const Term& term : analyzed.terms) {
      counts_[schema::IndexTerm(schema::kLanePrefix[static_cast<int>(term.lane)], term.text)] +=
          wdf;
    }
    return analyzed;
  }

  const std::string& lang_;
  Analyzer& analyzer_;
  std::unordered_map<std::string, std::uint32_t> counts_;
};

std::string CaseFolded(std::string_view name) {
  const text::NormalizedText normal = text::Normalize(name);
  return text::CaseFolded(normal.text, 0, normal.text.length());
}

}  // namespace

std::string ProductTerm(std::string_view product) {
  return schema::IndexTerm(schema::kProductPrefix, CaseFolded(product));
}

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
  for (const std::string& tag : article.tags) {
    document.add_boolean_term(schema::IndexTerm(schema::kTagPrefix, CaseFolded(tag)));
  }
  document.add_value(schema::kFamilySlot, article.family);
  document.add_value(schema::kLangSlot, article.lang);
  std::string updated = article.updated;
  std::erase(updated, '-');
  document.add_value(schema::kUpdatedSlot, updated);
  document.add_value(schema::kHitSlot, store::EncodeHit(article));

  TermCounter terms(article.lang, analyzer);
  const AnalyzedText title = terms.Add(article.title, schema::kTitleWdf);
  terms.Add(article.summary, 1);
  for (const std::string& symptom : article.symptoms) terms.Add(symptom, 1);
  for (const std::string& question : article.questions) terms.Add(question, 1);
  const AnalyzedText text = terms.Add(article.text, 1);
  for (std::string_view heading : readers::HeadingLines(article))
    terms.Add(heading, schema::kHeadingWdf);
  terms.MoveInto(document);
  document.add_value(schema::kOutlineSlot, store::EncodeOutline(title, text));
  return document;
}

}  // namespace funnel::publish
