// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/base/ascii.h"
#include "indexer/base/edit_distance.h"
#include "indexer/base/utf8.h"
#include "indexer/check/rules.h"
#include "indexer/readers/markdown.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/languages/headings.h"

namespace funnel::check {
namespace {

// In letters of an alphabet: a Han character or kana says about as much as three of them, a Hangul
// syllable as two.
constexpr std::size_t kThin = 200;    ///< About 35 words: no question is answered in less.
constexpr std::size_t kLong = 60000;  ///< About 10,000 words: nobody reads it, nothing is found.

std::size_t Weigh(std::string_view text) {
  std::size_t letters = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto script = text::ScriptOf(static_cast<UChar32>(base::NextCharacter(text, at)));
    if (script == text::Script::kNone) continue;
    letters += text::IsCjk(script) ? 3 : script == text::Script::kHangul ? 2 : 1;
  }
  return letters;
}

bool HasRole(const Article& article, SectionRole role) {
  return std::any_of(article.sections.begin(), article.sections.end(),
                     [&](const Section& section) { return section.role == role; });
}

/// Whether the article is about something that goes wrong: one that explains or instructs needs no
/// cause.
bool IsAboutProblem(const Article& article) {
  return article.kind == Kind::kCase || HasRole(article, SectionRole::kSymptoms) ||
         HasRole(article, SectionRole::kCause);
}

void CheckTitle(CheckedSource& source) {
  const FrontMatterKey* key = source.Key({"title"});
  const bool given = !source.has_places() ? !source.article.title.empty()
                                          : key != nullptr && !base::Trim(key->value).empty();
  if (given || !readers::ReadMarkdownText(source.article.body, "").title.empty()) return;
  // "titel: ..." has been reported.
  for (const FrontMatterKey& other : source.keys()) {
    if (other.name != "title" && !base::ClosestName(other.name, {"title"}).empty()) return;
  }
  source.ReportKey(key, cli::Severity::kError, "missing-title",
                   "no title; write title: with the problem as a customer would put it");
}

void CheckSections(CheckedSource& source) {
  const Article& article = source.article;
  if (article.state == State::kArchived || !IsAboutProblem(article)) return;
  std::vector<std::string> missing;
  for (const SectionRole role :
       {SectionRole::kSymptoms, SectionRole::kCause, SectionRole::kResolution}) {
    if (!HasRole(article, role)) missing.push_back(text::HeadingOfRole(role, article.lang));
  }
  if (missing.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    names += fmt::format("{}'{}'",
                         i == 0                    ? ""
                         : i + 1 == missing.size() ? " or "
                                                   : ", ",
                         missing[i]);
  }
  const FrontMatterKey* key = source.Key({"kind"});
  const Place place = key != nullptr ? key->key_place : source.PlaceOf(source.body_begin());
  source.Report(
      place, cli::Severity::kWarning, "missing-section",
      fmt::format("{} has no heading {}; add {}",
                  article.kind == Kind::kCase ? "this case" : "this article about a problem", names,
                  missing.size() == 1 ? "it" : "them"));
}

void CheckLength(CheckedSource& source) {
  const std::size_t letters = Weigh(source.article.text);
  const Place place = source.PlaceOf(source.body_begin());
  if (letters < kThin) {
    source.Report(place, cli::Severity::kWarning, "too-thin",
                  letters == 0 ? std::string("there is no text; write the answer")
                               : fmt::format("only {} letters of text; say what the reader sees "
                                             "and what to do",
                                             letters));
  } else if (letters > kLong) {
    source.Report(
        place, cli::Severity::kWarning, "too-long",
        fmt::format("about {} words; split it into articles with one answer each", letters / 6));
  }
}

}  // namespace

void CheckStructure(CheckedSource& source) {
  CheckTitle(source);
  CheckSections(source);
  CheckLength(source);
}

}  // namespace funnel::check
