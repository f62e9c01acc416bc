// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/readings/japanese_reading.h"

#include <mecab.h>

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/script.h"
#include "indexer/text/readings/romaji.h"

namespace funnel::text {
namespace {

/// Null where the dictionary is missing.
MeCab::Model* SharedModel() {
  constexpr char kDictionary[] = "-r /dev/null -d /var/lib/mecab/dic/ipadic-utf8";
  static const std::unique_ptr<MeCab::Model> model(MeCab::createModel(kDictionary));
  return model.get();
}

/// A word that MeCab found.
struct Morpheme {
  std::size_t begin = 0, end = 0;  ///< Source bytes.
  std::string reading;             ///< In kana; empty where none is known.
};

/// The field of a comma-separated line.
std::string_view Field(std::string_view line, std::size_t number) {
  for (; number > 0; --number) {
    const std::size_t comma = line.find(',');
    if (comma == std::string_view::npos) return {};
    line.remove_prefix(comma + 1);
  }
  return line.substr(0, line.find(','));
}

bool HasHan(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (ScriptOf(static_cast<UChar32>(base::NextCharacter(text, at))) == Script::kHan) return true;
  }
  return false;
}

bool IsAllKana(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!IsKana(base::NextCharacter(text, at))) return false;
  }
  return true;
}

}  // namespace

class JapaneseReading::Impl {
 public:
  SoundText Of(std::string_view source, const FoldedText& text) {
    SoundText sound;
    std::size_t at = 0;
    // Of a long text no more than is folded.
    if (!text.to.empty()) source = source.substr(0, text.to.back());
    for (const Morpheme& word : Analyze(source)) {
      const std::size_t begin = at;
      while (at < text.bytes.size() && text.from[at] < word.end) ++at;
      Append(std::string_view(text.bytes).substr(begin, at - begin), begin, word.reading, sound);
    }
    while (!sound.words.empty() && sound.words.back() >= sound.bytes.size()) sound.words.pop_back();
    return sound;
  }

 private:
  std::vector<Morpheme> Analyze(std::string_view source) {
    std::vector<Morpheme> words;
    MeCab::Model* const model = SharedModel();
    if (model != nullptr && !tagger_) {
      tagger_.reset(model->createTagger());
      lattice_.reset(model->createLattice());
    }
    if (tagger_) {
      lattice_->set_sentence(source.data(), source.size());
      if (tagger_->parse(lattice_.get())) {
        for (const auto* node = lattice_->bos_node(); node != nullptr; node = node->next) {
          if (node->length == 0) continue;
          const auto begin = static_cast<std::size_t>(node->surface - lattice_->sentence());
          constexpr std::size_t kReading = 7;
          words.push_back(
              {begin, begin + node->length, std::string(Field(node->feature, kReading))});
        }
      }
    }
    if (words.empty()) words.push_back({0, source.size(), {}});
    return words;
  }

  /// Appends the sound of a part of a folded text, which is one word.
  static void Append(std::string_view folded, std::size_t place, std::string_view reading,
                     SoundText& sound) {
    SoundText word;
    if (!reading.empty() && HasHan(folded) && IsAllKana(reading)) {
      AppendKana(reading, place, true, word);
    } else {
      for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        const bool kana = IsKana(base::NextCharacter(folded, at));
        for (std::size_t next = at; next < folded.size(); at = next) {
          if (IsKana(base::NextCharacter(folded, next)) != kana) break;
        }
        const std::string_view run = folded.substr(begin, at - begin);
        if (kana) {
          AppendKana(run, place + begin, false, word);
        } else {
          AppendOther(run, place + begin, word);
        }
      }
    }
    if (word.bytes.empty()) return;
    const std::string_view rest = WithoutLongVowel(sound.bytes, word.bytes);
    const std::size_t shared = word.bytes.size() - rest.size();
    sound.words.push_back(static_cast<std::uint32_t>(sound.bytes.size() - shared));
    for (std::size_t i = shared; i < word.bytes.size(); ++i) {
      sound.Append({&word.bytes[i], 1}, word.at[i]);
    }
  }

  /// Words in Latin letters are typed among romaji: they become what they would be as such. Kanji
  /// without a reading stay.
  static void AppendOther(std::string_view run, std::size_t place, SoundText& word) {
    const bool ascii = std::all_of(run.begin(), run.end(), [](char c) { return (c & 0x80) == 0; });
    if (!ascii) return word.Append(run, place);
    for (std::size_t begin = 0; begin < run.size();) {
      const std::size_t end = std::min(run.find(' ', begin), run.size());
      word.Append(RomajiForms(run.substr(begin, end - begin)).front(), place + begin);
      begin = end + 1;
    }
  }

  std::unique_ptr<MeCab::Tagger> tagger_;
  std::unique_ptr<MeCab::Lattice> lattice_;
};

JapaneseReading::JapaneseReading() : impl_(std::make_unique<Impl>()) {}
JapaneseReading::~JapaneseReading() = default;
JapaneseReading::JapaneseReading(JapaneseReading&&) noexcept = default;
JapaneseReading& JapaneseReading::operator=(JapaneseReading&&) noexcept = default;

SoundText JapaneseReading::Of(std::string_view source, const FoldedText& text) {
  return impl_->Of(source, text);
}

}  // namespace funnel::text
