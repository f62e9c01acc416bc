// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/gate/fingerprint.h"

#include <unicode/uchar.h>
#include <xxhash.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/schema/index_schema.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/identifiers.h"
#include "indexer/text/markup/markdown_document.h"

namespace funnel::gate {
namespace {

/// Four words on end are seldom the same by chance, and a changed word costs only four of them.
constexpr std::size_t kShingleWords = 4;
/// Single letters name menus and drives, and are everywhere.
constexpr std::int32_t kShortestName = 2;

template <class T>
void SortUnique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

void Move(std::vector<std::string>& from, std::vector<std::string>& to) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// The code of a Markdown body, spans and blocks.
std::string CodeOf(const std::string& body) {
  std::string code;
  const text::MarkdownDocument document(body);
  for (const text::MarkdownEvent& event : document.Events()) {
    const bool is_code =
        event.part == text::MarkdownPart::kCode || event.part == text::MarkdownPart::kCodeBlock;
    if (is_code) (code += document.Text(event)) += '\n';
  }
  return code;
}

/// A capital that begins no sentence: a name, in most languages.
bool IsName(const icu::UnicodeString& text, const text::Word& word) {
  if (!u_isupper(text.char32At(word.begin))) return false;
  for (std::int32_t at = word.begin - 1; at >= 0; --at) {
    const char16_t c = text[at];
    if (c == u' ' || c == u'"' || c == u'(' || c == u'*' || c == 0x201C || c == 0x201E) continue;
    return u_isalnum(c) || c == u',' || c == u'-' || c == u'/';
  }
  return false;
}

bool IsNumber(const std::string& word) {
  return word.size() >= 2 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::uint64_t WordHash(std::string_view index_term) {
  return XXH3_64bits(index_term.data(), index_term.size());
}

std::size_t CountShared(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++shared, ++x, ++y;
    }
  }
  return shared;
}

void FingerprintMaker::Add(std::string_view field, Words& words) {
  const text::NormalizedText normal = text::Normalize(field);
  for (const text::Identifier& identifier : text::FindIdentifiers(normal.text, false)) {
    // Units are translated, and numbers stand in groups of other habits.
    const bool digits = identifier.term[0] >= '0' && identifier.term[0] <= '9';
    if (digits &&
        normal.text.indexOf(u' ', identifier.begin, identifier.end - identifier.begin) >= 0) {
      continue;
    }
    words.kept.push_back(schema::IndexTerm(Lane::kIdentifier, identifier.term));
  }
  icu::UnicodeString folded = normal.text;
  // Before the dictionary splits it, as the analyzer does.
  if (text::HasBmpHan(folded)) text::FoldHan(folded);
  for (const text::Word& word : segmenter_.Words(folded)) {
    std::string text = schema::IndexTerm("", text::CaseFolded(folded, word.begin, word.end));
    words.sequence.push_back(WordHash(text));
    if (word.script == text::Script::kDigit && IsNumber(text)) words.kept.push_back(text);
    if (word.script != text::Script::kLatin || word.end - word.begin < kShortestName) continue;
    if (IsName(folded, word)) words.names.push_back(text);
    words.latin.push_back(std::move(text));
  }
}

Fingerprint FingerprintMaker::Make(const Article& article) {
  Words words;
  Add(article.title, words);
  Add(article.text, words);
  Fingerprint print;
  const std::vector<std::uint64_t>& sequence = words.sequence;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    const std::size_t left = sequence.size() - i;
    if (left < kShingleWords && i > 0) break;  // A text of less is one shingle.
    const std::size_t size = std::min(left, kShingleWords);
    print.shingles.push_back(XXH3_64bits(&sequence[i], size * sizeof(std::uint64_t)));
  }
  print.words = sequence;
  print.survivors = std::move(words.kept);
  for (const std::string& term : print.survivors) print.words.push_back(WordHash(term));

  print.latin = words.latin.size() * 2 >= sequence.size();
  if (!print.latin) {
    Move(words.latin, print.survivors);
  } else if (article.format == BodyFormat::kMarkdown) {
    Words code;
    Add(CodeOf(article.body), code);
    Move(code.latin, print.survivors);
  }
  // In German every noun has a capital.
  if (print.latin && article.lang != "de") print.names = std::move(words.names);
  SortUnique(print.shingles);
  SortUnique(print.words);
  SortUnique(print.survivors);
  SortUnique(print.names);
  return print;
}

}  // namespace funnel::gate
