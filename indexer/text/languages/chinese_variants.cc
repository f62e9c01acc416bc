// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/languages/chinese_variants.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "indexer/base/utf8.h"
#include "indexer/text/characters/normalized_text.h"
#include "indexer/text/languages/tables.h"

namespace funnel::text {
namespace {

constexpr std::size_t kHanBytes = 3;

/// Replaces words by a table, the longest first at every place.
class Rewriter {
 public:
  void Add(std::string_view from, std::string_view to) {
    if (from == to) return;
    words_.emplace(from, to);
    longest_ = std::max(longest_, from.size());
  }

  std::string Rewrite(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view* replacement = nullptr;
      std::size_t taken = 0;
      for (std::size_t size = std::min(longest_, text.size() - at); size > 0; --size) {
        const auto found = words_.find(text.substr(at, size));
        if (found == words_.end()) continue;
        replacement = &found->second;
        taken = size;
        break;
      }
      if (replacement == nullptr) {
        std::size_t next = at;
        base::NextCharacter(text, next);
        out.append(text.substr(at, next - at));
        at = next;
      } else {
        out.append(*replacement);
        at += taken;
      }
    }
    return out;
  }

 private:
  std::unordered_map<std::string_view, std::string_view> words_;
  std::size_t longest_ = 0;
};

/// Calls `take` with the two words of each line of a table.
template <class Take>
void ForEachPair(std::string_view table, Take&& take) {
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table = end == std::string_view::npos ? std::string_view() : table.substr(end + 1);
    const std::size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string_view::npos) continue;
    take(line.substr(0, tab), line.substr(tab + 1));
  }
}

struct Rewriters {
  Rewriter written;  ///< Cantonese to written Chinese.
  Rewriter to_mainland;
  Rewriter to_taiwan;

  Rewriters() {
    ForEachPair(table_yue_vocabulary(),
                [&](std::string_view from, std::string_view to) { written.Add(from, to); });
    ForEachPair(table_zh_vocabulary(), [&](std::string_view taiwan, std::string_view mainland) {
      // Single characters are parts of too many other words.
      if (taiwan.size() <= kHanBytes || mainland.size() <= kHanBytes) return;
      to_mainland.Add(taiwan, mainland);
      to_taiwan.Add(mainland, taiwan);
    });
  }
};

/// Characters that written Chinese does without.
bool IsCantonese(std::string_view simplified) {
  for (std::string_view marker :
       {"唔", "嘅", "咗", "冇", "喺", "佢", "啲",   "嗰",   "哋",   "嚟",  "嘢",
        "咩", "乜", "畀", "睇", "搵", "揾", "点解", "点样", "边度", "系咪"}) {
    if (simplified.find(marker) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> ChineseVariants(std::string_view query) {
  icu::UnicodeString units = Normalize(query).text;
  if (!HasBmpHan(units)) return {};
  static const Rewriters rewriters;
  FoldHan(units);
  std::string simplified;
  units.toUTF8String(simplified);
  std::vector<std::string> variants;
  const auto add = [&](std::string variant) {
    if (variant == simplified) return;
    if (std::find(variants.begin(), variants.end(), variant) == variants.end()) {
      variants.push_back(std::move(variant));
    }
  };
  std::string written = simplified;
  if (IsCantonese(simplified)) written = rewriters.written.Rewrite(simplified);
  add(written);
  add(rewriters.to_mainland.Rewrite(written));
  add(rewriters.to_taiwan.Rewrite(written));
  return variants;
}

}  // namespace funnel::text
