// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/learn/public_words.h"

#include <xapian.h>

#include <cstddef>
#include <string_view>

#include "indexer/base/utf8.h"
#include "indexer/schema/index_schema.h"
#include "indexer/store/files/guard.h"
#include "indexer/store/reader.h"
#include "indexer/text/characters/script.h"

namespace funnel::learn {
namespace {

constexpr std::size_t kMost = 1'000'000;

std::vector<std::string> Words(const Xapian::Database& database,
                               const std::function<bool()>& interrupted) {
  std::vector<std::string> words;
  const auto add = [&](const std::string& prefix, const std::string& until, auto&& is_wanted) {
    auto at = database.allterms_begin();
    for (at.skip_to(prefix); at != database.allterms_end(); ++at) {
      constexpr std::size_t kWordsPerLook = 4096;
      if (words.size() >= kMost || (words.size() % kWordsPerLook == 0 && interrupted())) return;
      std::string term = *at;
      if (!until.empty() && term >= until) return;
      if (is_wanted(term)) words.push_back(std::move(term));
    }
  };
  const std::string stem(schema::kLanePrefix[static_cast<std::size_t>(Lane::kStem)]);
  add(stem, std::string(1, static_cast<char>(stem[0] + 1)),
      [](const std::string&) { return true; });
  // Thai, Lao, kana, ...: none of them in one byte.
  add("\x80", "", [](const std::string& term) {
    std::size_t at = 0;
    const text::Script script = text::ScriptOf(static_cast<UChar32>(base::NextCharacter(term, at)));
    return script == text::Script::kCluster || script == text::Script::kKana;
  });
  return words;
}

}  // namespace

Result<std::vector<std::string>> PublicWords(const std::filesystem::path& dir,
                                             const std::function<bool()>& interrupted) {
  Result<store::Reader> reader = store::Reader::Open(dir, Audience::kPublic);
  if (!reader) return Fail(reader.error());
  return store::Guard(dir.string(), [&]() -> Result<std::vector<std::string>> {
    return store::RetryOnPublish(
        [&]() -> Result<std::vector<std::string>> {
          return Words(reader->database(), interrupted);
        },
        [&] { return reader->Refresh(); });
  });
}

}  // namespace funnel::learn
