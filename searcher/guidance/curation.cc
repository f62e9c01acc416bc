// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/guidance/curation.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>

#include "funnel/result.h"
#include "indexer/store/files/guard.h"
#include "indexer/text/languages/chinese_variants.h"

namespace funnel::guidance {
namespace {

/// The rules of the bases that searchers of this process have in use: read once for all of them.
class Shelf {
 public:
  std::shared_ptr<const Curation> Take(const std::filesystem::path& folder,
                                       const store::FileStamp& stamp) {
    const std::lock_guard lock(mutex_);
    std::erase_if(entries_, [](const auto& entry) { return entry.second.curation.expired(); });
    Entry& entry = entries_[folder.string()];
    auto curation = entry.stamp == stamp ? entry.curation.lock() : nullptr;
    if (curation) return curation;
    const auto files = store::Guard(
        folder.string(), [&] { return Result<store::CurationFiles>(store::ReadCuration(folder)); });
    curation = std::make_shared<const Curation>(files ? *files : store::CurationFiles());
    entry = {stamp, curation};
    return curation;
  }

 private:
  struct Entry {
    store::FileStamp stamp;
    std::weak_ptr<const Curation> curation;
  };

  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

Shelf& SharedShelf() {
  static Shelf shelf;
  return shelf;
}

std::string_view ContentOf(const store::CurationFiles& files, store::CurationKind kind) {
  const auto file = files.find(kind);
  return file == files.end() ? std::string_view() : std::string_view(file->second);
}

}  // namespace

Curation::Curation(const store::CurationFiles& files) {
  text::PhraseReader reader;
  synonyms_ = Synonyms(ContentOf(files, store::CurationKind::kSynonyms), reader);
  pins_ = Pins(ContentOf(files, store::CurationKind::kPins), reader);
  std::vector<store::CurationProblem> ignored;
  const auto blocked = store::ReadBlocked(ContentOf(files, store::CurationKind::kBlocked), ignored);
  for (std::size_t i = 0; i < blocked.size(); ++i) {
    blocked_.Add(reader.Writings(blocked[i].phrase.text, StemLanguages(blocked[i].phrase.text, "")),
                 static_cast<std::uint32_t>(i));
  }
}

bool Curation::Blocked(std::string_view text, text::PhraseReader& reader) const {
  if (blocked_.empty()) return false;
  const std::vector<text::PhraseUnit> units = reader.Units(text, StemLanguages(text, ""));
  const auto found = blocked_.Find(units);
  return std::any_of(found.begin(), found.end(), [&](const text::PhraseTable::Match& match) {
    return units[match.begin].begins_word && units[match.end - 1].ends_word;
  });
}

bool CuratedQuestion::Knows(std::uint32_t begin, std::uint32_t end) const {
  return std::any_of(replacements.begin(), replacements.end(), [&](const Replacement& known) {
    return begin < known.end && known.begin < end;
  });
}

void Curator::Follow(const std::filesystem::path& generation_dir) {
  const store::FileStamp stamp = store::StampOfCuration(generation_dir);
  if (stamp == stamp_ && generation_dir == folder_) return;
  curation_ = stamp == store::FileStamp() ? std::make_shared<const Curation>()
                                          : SharedShelf().Take(generation_dir, stamp);
  stamp_ = stamp;
  folder_ = generation_dir.string();
}

CuratedQuestion Curator::Read(const query::QueryPlan& plan, const std::string& reader_lang,
                              std::chrono::sys_days today) {
  CuratedQuestion curated;
  if (curation_->synonyms().empty() && curation_->pins().empty()) return curated;
  std::vector<std::string> langs = plan.langs;
  const bool known = std::find(langs.begin(), langs.end(), reader_lang) != langs.end();
  if (!reader_lang.empty() && !known) langs.push_back(reader_lang);
  const Question question(plan.text, langs, reader_);
  curated.replacements = curation_->synonyms().Find(question);
  if (curation_->pins().empty()) return curated;
  curated.pins = curation_->pins().Find(question, today);
  // A phrase of the mainland is also meant in the words of Taiwan, as the search itself has it.
  for (const std::string& variant : text::ChineseVariants(plan.text)) {
    for (std::string& id : curation_->pins().Find(Question(variant, langs, reader_), today)) {
      const bool pinned =
          std::find(curated.pins.begin(), curated.pins.end(), id) != curated.pins.end();
      if (!pinned && curated.pins.size() < Pins::kMost) curated.pins.push_back(std::move(id));
    }
  }
  return curated;
}

bool Curator::Blocked(std::string_view text) { return curation_->Blocked(text, reader_); }

}  // namespace funnel::guidance
