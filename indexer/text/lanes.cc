// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/lanes.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "indexer/base/icu.h"
#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/text/languages/hindi.h"
#include "indexer/text/languages/japanese.h"

namespace funnel::text {
namespace {

/// Room for the longest lane prefix, so that no lane's prefix makes a term too long.
constexpr std::string_view kPrefixRoom = "    ";

std::string Joined(const std::string& first, const std::string& second) {
  std::string pair;
  pair.reserve(first.size() + second.size() + 1);
  return pair.append(first).append(1, ' ').append(second);
}

}  // namespace

void LaneWriter::Emit(Lane lane, std::string term, std::uint32_t position, std::uint32_t begin,
                      std::uint32_t end, bool stop) {
  if (term.empty()) return;
  if (term.size() + kPrefixRoom.size() > kMaxTermBytes) {
    term = schema::IndexTerm(kPrefixRoom, term).substr(kPrefixRoom.size());
  }
  out_.terms.push_back({lane, std::move(term), position, begin, end, stop});
}

void LaneWriter::EmitWord(const std::string& word, const std::vector<std::string>& stems,
                          std::uint32_t position, std::uint32_t begin, std::uint32_t end,
                          bool stop) {
  if (word.empty()) return;
  Emit(Lane::kWord, word, position, begin, end, stop);
  out_.terms.back().stemmed = !stems.empty();
  for (auto stem = stems.begin(); stem != stems.end(); ++stem) {
    if (std::find(stems.begin(), stem, *stem) != stem) continue;
    Emit(Lane::kStem, *stem, position, begin, end, stop);
  }
}

void LaneWriter::Write(const std::vector<LaneWord>& words, std::size_t languages) {
  constexpr std::size_t kTermsPerWord = 5;
  out_.terms.reserve(out_.terms.size() + words.size() * kTermsPerWord);
  // Latin words in a question of another script are names: they do not inflect.
  latin_is_names_ = query_ && std::any_of(words.begin(), words.end(), [](const LaneWord& word) {
                      const Script script = word.units.script;
                      return script != Script::kLatin && script != Script::kDigit;
                    });
  for (std::size_t i = 0; i < words.size(); ++i) {
    WriteWord(words[i], static_cast<std::uint32_t>(i));
  }
  if (!body_) WritePairs(words, languages);
  WriteRuns(words);
}

void LaneWriter::WriteWord(const LaneWord& word, std::uint32_t position) {
  EmitWord(word.forms->normal, word.forms->stems, position, word.begin, word.end, word.stop);
  if (word.units.script == Script::kLatin) {
    if (!word.forms->bare.empty()) {
      if (!query_ && word.forms->marks_tell)
        Emit(Lane::kFold, word.forms->bare, position, word.begin, word.end, word.stop);
    } else if (query_) {
      Emit(Lane::kFold, word.forms->normal, position, word.begin, word.end, word.stop);
      Emit(Lane::kFold, word.forms->spelled, position, word.begin, word.end, word.stop);
    }
    for (const std::string& stem : word.forms->unmarked) {
      Emit(Lane::kFold, stem, position, word.begin, word.end, word.stop);
      out_.terms.back().unmarked = true;
    }
  }
  // The script alone decides: in a base of several languages, articles whose words had no parts
  // would score less than the others.
  if (word.units.script == Script::kHangul) {
    WriteSyllables(word, position);
  } else if (!body_ && Inflects(word.units.script) &&
             !(latin_is_names_ && word.units.script == Script::kLatin)) {
    WriteNgrams(word, position);
  }
}

void LaneWriter::WritePairs(const std::vector<LaneWord>& words, std::size_t languages) {
  constexpr std::size_t kMostSkipped = 3;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    WritePair(Lane::kPair, words, i, i + 1, languages);
    WriteFoldPair(words, i);
    if (words[i].stop || !words[i + 1].stop) continue;
    std::size_t next = i + 2;
    while (next < words.size() && words[next].stop && next - i - 1 < kMostSkipped) ++next;
    if (next < words.size() && !words[next].stop) {
      WritePair(Lane::kSkipPair, words, i, next, languages);
    }
  }
}

void LaneWriter::WritePair(Lane lane, const std::vector<LaneWord>& words, std::size_t first,
                           std::size_t second, std::size_t languages) {
  const LaneWord& a = words[first];
  const LaneWord& b = words[second];
  for (std::size_t i = 0; i < std::max<std::size_t>(languages, 1); ++i) {
    if (i > 0 && a.forms->Main(i) == a.forms->Main(i - 1) &&
        b.forms->Main(i) == b.forms->Main(i - 1))
      continue;
    Emit(lane, Joined(a.forms->Main(i), b.forms->Main(i)), static_cast<std::uint32_t>(first),
         a.begin, b.end, a.stop && b.stop);
  }
}

void LaneWriter::WriteFoldPair(const std::vector<LaneWord>& words, std::size_t first) {
  const LaneWord& a = words[first];
  const LaneWord& b = words[first + 1];
  if (a.units.script != Script::kLatin || b.units.script != Script::kLatin) return;
  // A document has the pair where a mark was lost; a query asks for it where it has none to lose.
  const bool marked = !a.forms->bare.empty() || !b.forms->bare.empty();
  const bool unmarked = a.forms->bare.empty() || b.forms->bare.empty();
  if (query_ ? !unmarked : !marked) return;
  Emit(Lane::kFoldPair,
       Joined(a.forms->bare.empty() ? a.forms->normal : a.forms->bare,
              b.forms->bare.empty() ? b.forms->normal : b.forms->bare),
       static_cast<std::uint32_t>(first), a.begin, b.end, a.stop && b.stop);
}

void LaneWriter::WriteRuns(const std::vector<LaneWord>& words) {
  for (std::size_t i = 0; i < words.size();) {
    const Script script = words[i].units.script;
    const bool cjk = IsCjk(script);
    if (!cjk && script != Script::kCluster) {
      ++i;
      continue;
    }
    std::size_t next = i + 1;
    while (next < words.size() && words[next].units.begin == words[next - 1].units.end &&
           (cjk ? IsCjk(words[next].units.script) : words[next].units.script == Script::kCluster)) {
      ++next;
    }
    const std::int32_t begin = words[i].units.begin;
    const std::int32_t end = words[next - 1].units.end;
    if (cjk) {
      WriteGrams(begin, end, static_cast<std::uint32_t>(i));
    } else {
      WriteClusters(begin, end, static_cast<std::uint32_t>(i));
    }
    i = next;
  }
}

void LaneWriter::WriteGrams(std::int32_t begin, std::int32_t end, std::uint32_t position) {
  for (std::int32_t i = begin; i < end;) {
    const std::int32_t next = text_.text.moveIndex32(i, 1);
    const UChar32 c = text_.text.char32At(i);
    if (ScriptOf(c) == Script::kHan) {
      Emit(Lane::kChar, CaseFolded(text_.text, i, next), position, text_.SourceBegin(i),
           text_.SourceEnd(next));
    }
    if (next < end) {
      const std::int32_t last = text_.text.moveIndex32(next, 1);
      Emit(Lane::kGram, CaseFolded(text_.text, i, last), position, text_.SourceBegin(i),
           text_.SourceEnd(last));
      // 取り消し is also found as 取消: the grams of both writings share the two kanji.
      if (last < end && IsOkurigana(text_.text[next]) && IsHan(i) && IsHan(last)) {
        const std::int32_t after = text_.text.moveIndex32(last, 1);
        Emit(Lane::kGram, CaseFolded(text_.text, i, next) + CaseFolded(text_.text, last, after),
             position, text_.SourceBegin(i), text_.SourceEnd(after));
      }
    }
    i = next;
  }
}

void LaneWriter::WriteClusters(std::int32_t begin, std::int32_t end, std::uint32_t position) {
  constexpr std::size_t kClusters = 3;
  const std::vector<std::int32_t> at = segmenter_.Clusters(text_.text, begin, end);
  if (at.size() <= kClusters) {
    Emit(Lane::kCluster, CaseFolded(text_.text, begin, end), position, text_.SourceBegin(begin),
         text_.SourceEnd(end));
    return;
  }
  for (std::size_t i = 0; i + kClusters < at.size(); ++i) {
    Emit(Lane::kCluster, CaseFolded(text_.text, at[i], at[i + kClusters]), position,
         text_.SourceBegin(at[i]), text_.SourceEnd(at[i + kClusters]));
  }
}

void LaneWriter::WriteSyllables(const LaneWord& word, std::uint32_t position) {
  for (std::int32_t i = word.units.begin; i + 1 < word.units.end; ++i) {
    Emit(Lane::kSyllable, CaseFolded(text_.text, i, i + 2), position, text_.SourceBegin(i),
         text_.SourceEnd(i + 2));
  }
}

std::vector<std::string> LetterGrams(std::string_view word) {
  constexpr std::int32_t kLength = 4;
  const icu::UnicodeString units = base::IcuString(word);
  std::vector<std::string> grams;
  for (std::int32_t i = 0; i + kLength <= units.length(); ++i) {
    units.tempSubString(i, kLength).toUTF8String(grams.emplace_back());
  }
  return grams;
}

void LaneWriter::WriteNgrams(const LaneWord& word, std::uint32_t position) {
  const bool hindi = word.units.script == Script::kDevanagari;
  const std::string normal = hindi                      ? NormalizeHindi(word.forms->normal)
                             : word.forms->bare.empty() ? word.forms->normal
                                                        : word.forms->bare;
  std::vector<std::string> grams = LetterGrams(normal);
  if (grams.size() < 2) return;  // the word itself
  for (std::string& gram : grams) {
    Emit(Lane::kNgram, std::move(gram), position, word.begin, word.end);
  }
}

}  // namespace funnel::text
