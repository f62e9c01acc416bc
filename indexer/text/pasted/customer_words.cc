// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/pasted/customer_words.h"

#include <algorithm>
#include <cstddef>

#include "funnel/analyzer.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/pasted/log_line.h"
#include "indexer/text/pasted/mail_phrases.h"
#include "indexer/text/sentences.h"

namespace funnel::text {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Lines that a signature has at most.
constexpr std::size_t kMaxSignatureLines = 12;
constexpr std::size_t kMaxNameBytes = 60;
constexpr std::size_t kMaxSentenceBytes = 400;
/// Mail programs break lines before this; a longer line is a paragraph.
constexpr std::size_t kMaxWrappedColumns = 80;

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(base::Trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Whether the line at `index` is the first of the headers over a quoted mail: several follow.
bool BeginsQuotedHeaders(const std::vector<std::string_view>& lines, std::size_t index) {
  if (index == 0 || !IsQuotedHeader(lines[index])) return false;
  int headers = 0;
  for (std::size_t i = index + 1; i < std::min(index + 6, lines.size()); ++i) {
    const std::size_t colon = std::min(lines[i].find(':'), lines[i].find("："));
    headers += colon != kNone && colon > 0 && colon < 24 ? 1 : 0;
  }
  return headers >= 2;
}

/// The line at which the customer's own words end: quoted mail and signature left out.
std::size_t OwnEnd(const std::vector<std::string_view>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (BeginsQuotedHeaders(lines, i)) return i;
    if (!BeginsHistory(lines[i])) continue;
    // "On 3 March 2026, Anna Berg <anna@example.com>" may stand on the line before "wrote:".
    std::size_t begin = i;
    if (i > 0 && lines[i].size() < 24 && lines[i - 1].find('@') != kNone) --begin;
    return begin;
  }
  return lines.size();
}

/// Takes the closing and the signature off; the names that it sees in them go to `names`. The first
/// line is none, though it may say "dear" in the words of a closing.
std::size_t SignatureBegin(const std::vector<std::string_view>& lines, std::size_t end,
                           std::vector<std::string>& names) {
  std::size_t filled = 0;
  std::size_t begin = end;
  std::size_t first = 0;
  while (first < end && lines[first].empty()) ++first;
  for (std::size_t i = end; i > first + 1 && filled <= kMaxSignatureLines; --i) {
    if (lines[i - 1].empty()) continue;
    if (IsLogLine(lines[i - 1])) break;
    ++filled;
    if (IsClosing(lines[i - 1])) begin = i - 1;
  }
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view line = lines[i];
    const bool name = !line.empty() && line.size() <= kMaxNameBytes && !IsClosing(line) &&
                      !IsPoliteness(line) && line.find_first_of("0123456789@:/|") == kNone;
    if (!name) continue;
    names.emplace_back(line);
    break;  // Below the name stand title and company.
  }
  return begin;
}

/// The name in a greeting: "Dear Ms Berg," -> "Berg". What follows a title or the last word.
void AddGreetedName(std::string_view greeting, std::vector<std::string>& names) {
  while (!greeting.empty() && (greeting.back() == ',' || greeting.back() == '!' ||
                               greeting.back() == ':' || greeting.back() == ' ')) {
    greeting.remove_suffix(1);
  }
  const std::size_t space = greeting.rfind(' ');
  if (space == kNone) return;
  const std::string_view last = greeting.substr(space + 1);
  constexpr std::string_view kNobody =
      "|all|team|there|support|sir|madam|everyone|morning|afternoon|evening|damen|herren|days|"
      "tag|tardes|días|dia|tarde|pagi|siang|sore|petang|araw|umaga|hapon|день|утро|helpdesk|";
  if (kNobody.find("|" + base::AsciiLower(last) + "|") != kNone) return;
  if (last.size() >= 3) names.emplace_back(last);
}

/// The bytes of the label of a form's line ("Priority: high"), colon included; 0 where it has none.
std::size_t LabelLength(std::string_view line) {
  constexpr std::size_t kMaxLabelBytes = 60;
  std::size_t end = kNone;
  for (const std::string_view colon : {": ", "："}) {
    const std::size_t at = line.find(colon);
    if (at != kNone) end = std::min(end, at + colon.size());
  }
  return end == kNone || end > kMaxLabelBytes || end >= line.size() ? 0 : end;
}

/// Appends a line to the paragraph that it goes on with.
void Join(std::string& paragraph, std::string_view line) {
  if (!paragraph.empty() && !JoinsWithoutSpace(paragraph, line)) paragraph += ' ';
  paragraph += line;
}

/// Thai, Lao, Burmese, Khmer: no mark ends a sentence, and a space does.
bool EndsWithSpace(char32_t c) { return ScriptOf(static_cast<UChar32>(c)) == Script::kCluster; }

/// A paragraph of a script that ends sentences by a space, at these; not too short pieces. Any
/// other text is one piece.
std::vector<std::string> SplitAtSpaces(const std::string& text) {
  constexpr std::size_t kLongBytes = 180;  // 60 characters of these scripts
  constexpr std::size_t kLeastBytes = 45;
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  for (std::size_t at = text.find(' '); text.size() > kLongBytes && at != kNone;
       at = text.find(' ', at + 1)) {
    std::size_t next = at + 1;
    if (at < begin + kLeastBytes || text.size() - next < kLeastBytes) continue;
    const std::size_t last = base::PreviousCharacter(text, at);
    std::size_t before = last;
    if (!EndsWithSpace(base::NextCharacter(text, before)) ||
        !EndsWithSpace(base::NextCharacter(text, next))) {
      continue;
    }
    pieces.push_back(text.substr(begin, at - begin));
    begin = at + 1;
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

/// The columns that `line` takes on a screen, about.
std::size_t Columns(std::string_view line) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    columns += JoinsWithoutSpace(base::NextCharacter(line, at)) ? 2 : 1;
  }
  return columns;
}

class WordReader {
 public:
  CustomerWords Read(std::string_view text) {
    const std::vector<std::string_view> lines = Lines(text);
    const std::size_t end = SignatureBegin(lines, OwnEnd(lines), words_.names);
    words_.letter = end < lines.size();
    LookAtShape(lines, end);
    bool greeted = all_log_;
    for (std::size_t i = 0; i < end; ++i) {
      std::string_view line = lines[i];
      if (line.starts_with('>') || line.starts_with("&gt;")) {
        words_.letter = true;
        continue;
      }
      if (!greeted && !line.empty()) {
        if (SkipHeader(line)) continue;
        const std::size_t greeting = GreetingLength(line);
        words_.letter = words_.letter || greeting > 0;
        if (greeting > 0) AddGreetedName(line.substr(0, greeting), words_.names);
        line = base::Trim(line.substr(greeting));
        greeted = true;
      }
      AddLine(line);
    }
    EndParagraph();
    words_.record = form_ && !words_.letter && !all_log_;
    return std::move(words_);
  }

 private:
  /// A text of mostly log lines is a log; the longest line tells where lines were broken.
  void LookAtShape(const std::vector<std::string_view>& lines, std::size_t end) {
    constexpr std::size_t kLeastFields = 3;
    std::size_t filled = 0;
    std::size_t log = 0;
    std::size_t fields = 0;
    for (std::size_t i = 0; i < end; ++i) {
      fields = LabelLength(lines[i]) > 0 && !IsLogLine(lines[i]) ? fields + 1 : 0;
      form_ = form_ || fields >= kLeastFields;
      filled += lines[i].empty() ? 0 : 1;
      if (IsLogLine(lines[i])) {
        ++log;
      } else {
        widest_ = std::max(widest_, std::min(Columns(lines[i]), kMaxWrappedColumns));
      }
    }
    all_log_ = 2 * log > filled;
  }

  /// Takes a line of the headers that a mail is copied with: of these the subject is the writer's.
  bool SkipHeader(std::string_view line) {
    if (line.empty() || IsLogLine(line)) return false;
    const std::size_t subject = SubjectHeaderLength(line);
    if (subject == 0 && !IsMailHeader(line)) return false;
    words_.letter = true;
    if (subject > 0) {
      paragraph_ = CleanSubject(line.substr(subject));
      EndParagraph();
    }
    return true;
  }

  void AddLine(std::string_view line) {
    if (IsLogLine(line) || (all_log_ && !line.empty())) {
      EndParagraph();
      words_.log.emplace_back(line);
    } else if (line.empty()) {
      EndParagraph();
    } else {
      // A list's item is a sentence of its own; so is a line after one that had room for more.
      const bool item = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("• ");
      if (item) {
        EndParagraph();
        line = base::Trim(line.substr(line.find(' ')));
      }
      // What a form asks is the same in every mail: the customer's are the answers.
      const std::size_t label = form_ ? LabelLength(line) : 0;
      if (label > 0) line = base::Trim(line.substr(label));
      if (label > 0 || 10 * last_columns_ < 7 * widest_) EndParagraph();
      Join(paragraph_, line);
      last_columns_ = Columns(line);
    }
  }

  void EndParagraph() {
    for (const std::string& sentence : SplitSentences(paragraph_)) {
      if (IsPoliteness(sentence)) continue;
      for (std::string& piece : SplitAtSpaces(sentence)) {
        words_.sentences.push_back(std::move(piece));
      }
    }
    paragraph_.clear();
    last_columns_ = 0;
  }

  CustomerWords words_;
  std::string paragraph_;
  std::size_t last_columns_ = 0;  ///< Of the line before, in the paragraph.
  std::size_t widest_ = 0;
  bool all_log_ = false;
  bool form_ = false;  ///< Lines of "label: value" follow each other.
};

}  // namespace

CustomerWords ReadCustomerWords(std::string_view text) { return WordReader().Read(text); }

std::vector<std::string> TellingSentences(const std::vector<std::string>& sentences,
                                          std::size_t count) {
  struct Rated {
    std::size_t index;
    int points;
  };
  std::vector<Rated> rated;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].size() < 8 || sentences[i].size() > kMaxSentenceBytes) continue;
    const int points = (FindErrorCodes(sentences[i]).empty() ? 0 : 2) +
                       (SpeaksOfProblem(sentences[i]) ? 2 : 0) + (i == 0 ? 1 : 0);
    if (points > 0) rated.push_back({i, points});
  }
  std::stable_sort(rated.begin(), rated.end(),
                   [](const Rated& a, const Rated& b) { return a.points > b.points; });
  rated.resize(std::min(rated.size(), count));
  std::sort(rated.begin(), rated.end(),
            [](const Rated& a, const Rated& b) { return a.index < b.index; });
  std::vector<std::string> telling;
  for (const Rated& one : rated) telling.push_back(sentences[one.index]);
  return telling;
}

std::string TellingLogLine(const std::vector<std::string>& log) {
  if (log.empty()) return {};
  const auto telling = std::find_if(log.begin(), log.end(), [](const std::string& line) {
    return SpeaksOfProblem(line) || !FindErrorCodes(line).empty();
  });
  return std::string(LogMessage(telling == log.end() ? log.front() : *telling));
}

std::string CleanSubject(std::string_view subject) {
  while (true) {
    subject = base::Trim(subject);
    const std::size_t mark = SubjectMarkLength(subject);
    if (mark == 0 || mark >= subject.size()) return std::string(subject);
    subject.remove_prefix(mark);
  }
}

}  // namespace funnel::text
