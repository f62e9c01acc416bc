// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/exports/export_path.h"

#include <fmt/format.h>
#include <xxhash.h>

#include "indexer/base/percent.h"
#include "indexer/base/utf8.h"

namespace funnel::exports {
namespace {

constexpr std::size_t kMaxPartBytes = 200;

std::string Escaped(std::string_view part, bool folder) {
  if (part.empty()) return "%";
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    const bool at_end = i == 0 || i + 1 == part.size();
    const bool unsafe = static_cast<unsigned char>(c) < ' ' || c == 0x7f ||
                        std::string_view("%\\:*?\"<>|").find(c) != std::string_view::npos;
    const bool suffix = folder && c == '.' && part.substr(i) == ".md";
    if (unsafe || suffix || (at_end && (c == '.' || c == ' '))) {
      base::AppendPercent(c, out);
    } else {
      out += c;
    }
  }
  if (out.size() <= kMaxPartBytes) return out;
  std::size_t keep = base::CharacterBegin(out, kMaxPartBytes - 18);
  // An escape is not cut in the middle.
  const std::size_t percent = out.rfind('%', keep);
  if (percent != std::string::npos && percent + 3 > keep && percent < keep) keep = percent;
  return out.substr(0, keep) + fmt::format("%~{:016X}", XXH3_64bits(part.data(), part.size()));
}

}  // namespace

std::filesystem::path ExportPath(std::string_view lang, std::string_view id) {
  std::filesystem::path path(Escaped(lang, true));
  for (std::size_t at = 0; at <= id.size();) {
    const std::size_t slash = id.find('/', at);
    const bool last = slash == std::string_view::npos;
    const std::string part = Escaped(id.substr(at, last ? slash : slash - at), !last);
    path /= last ? part + ".md" : part;
    if (last) break;
    at = slash + 1;
  }
  return path;
}

}  // namespace funnel::exports
