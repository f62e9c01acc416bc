// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/base/version_range.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "indexer/base/ascii.h"

namespace funnel::base {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; }

/// What stands before a version and is no part of it.
constexpr std::array<std::string_view, 17> kBefore = {
    "version", "ver.",       "ver",  "v.",   "v",         "release", "versión", "versão", "versi",
    "версия",  "バージョン", "版本", "버전", "phiên bản", "เวอร์ชัน",  "संस्करण",   "bersyon"};

constexpr std::array<std::string_view, 20> kLaterBehind = {
    "+",      "and later",  "or later",  "and newer", "or newer", "and above", "or above",
    "and up", "and higher", "or higher", "以降",      "以後",     "及以上",    "或更高",
    "以上",   "及更高版本", "이상",      "이후",      "trở lên",  "ขึ้นไป"};
constexpr std::array<std::string_view, 12> kEarlierBehind = {
    "and earlier", "or earlier", "and older", "or older", "and below", "or below",
    "以前",        "及以下",     "以下",      "이하",     "이전",      "trở xuống"};
constexpr std::array<std::string_view, 2> kLaterBefore = {"from ", "since "};
constexpr std::array<std::string_view, 2> kEarlierBefore = {"up to ", "until "};

/// Between the first and the last version of a range.
constexpr std::array<std::string_view, 10> kBetween = {" - ", " to ", " through ", " bis ", "..",
                                                       "~",   "〜",   "至",        "到",    "から"};

template <std::size_t N>
bool TakeBefore(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text = Trim(text.substr(word.size()));
    return true;
  }
  return false;
}

template <std::size_t N>
bool TakeBehind(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (!text.ends_with(word)) continue;
    text = Trim(text.substr(0, text.size() - word.size()));
    return true;
  }
  return false;
}

/// Without "version" and the like before its number.
std::string_view WithoutName(std::string_view text) {
  text = Trim(text);
  for (const std::string_view word : kBefore) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = Trim(text.substr(word.size()));
    if (!rest.empty() && IsDigit(rest.front())) return rest;
  }
  return text;
}

bool BeginsWithNumber(std::string_view text) {
  text = WithoutName(text);
  return !text.empty() && IsDigit(text.front());
}

/// The numbers and words of one version.
std::vector<std::string> PartsOf(std::string_view text) {
  text = WithoutName(text);
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const bool digits = IsDigit(text[at]);
    const auto belongs = [&](char c) { return digits ? IsDigit(c) : IsLetter(c); };
    std::size_t end = at;
    while (end < text.size() && belongs(text[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    std::string_view part = text.substr(at, end - at);
    while (digits && part.size() > 1 && part.front() == '0') part.remove_prefix(1);
    parts.emplace_back(part);
    at = end;
  }
  return parts;
}

bool HasNumber(const std::vector<std::string>& parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [](const std::string& part) { return IsDigit(part.front()); });
}

int ComparePart(const std::string& a, const std::string& b) {
  const bool number = IsDigit(a.front());
  if (number != IsDigit(b.front())) return number ? 1 : -1;
  if (number && a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

int CompareBounds(const VersionBound& a, const VersionBound& b) {
  const std::size_t both = std::min(a.parts.size(), b.parts.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (const int part = ComparePart(a.parts[i], b.parts[i]); part != 0) return part;
  }
  if (a.parts.size() == b.parts.size()) return int{a.behind} - int{b.behind};
  const bool a_ends = a.parts.size() < b.parts.size();
  const VersionBound& shorter = a_ends ? a : b;
  const VersionBound& longer = a_ends ? b : a;
  int order = shorter.behind ? 1 : -1;
  const auto rest = longer.parts.begin() + static_cast<std::ptrdiff_t>(both);
  if (!shorter.behind && !longer.behind &&
      std::all_of(rest, longer.parts.end(), [](const std::string& part) { return part == "0"; })) {
    order = 0;
  }
  return a_ends ? order : -order;
}

/// All that begins with a version; "5.x" and "5.*" say so.
std::optional<VersionRange> OneVersion(std::string_view text) {
  text = Trim(text);
  bool range = false;
  while (text.ends_with(".x") || text.ends_with(".*")) {
    text.remove_suffix(2);
    range = true;
  }
  std::vector<std::string> parts = PartsOf(text);
  if (!HasNumber(parts)) return std::nullopt;
  return VersionRange{VersionBound{parts, false}, VersionBound{parts, true}, range};
}

std::optional<VersionRange> Between(std::string_view first, std::string_view last) {
  if (!BeginsWithNumber(first) || !BeginsWithNumber(last)) return std::nullopt;
  const auto from = OneVersion(first);
  const auto to = OneVersion(last);
  if (!from || !to || CompareBounds(*from->low, *to->high) >= 0) return std::nullopt;
  return VersionRange{from->low, to->high, true};
}

/// "5.0-5.4", but neither "5.2-1" nor "2024-03-01".
std::optional<VersionRange> Hyphened(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string_view::npos || text.find('-', hyphen + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view first = text.substr(0, hyphen);
  const std::string_view last = text.substr(hyphen + 1);
  const bool alike = PartsOf(first).size() == PartsOf(last).size();
  return alike ? Between(first, last) : std::nullopt;
}

/// An order before a version, as in ">= 3.1".
std::optional<VersionOrder> TakeOrder(std::string_view& text) {
  static constexpr std::array<std::pair<std::string_view, VersionOrder>, 7> kOrders = {{
      {">=", VersionOrder::kAtLeast},
      {"<=", VersionOrder::kAtMost},
      {"≥", VersionOrder::kAtLeast},
      {"≤", VersionOrder::kAtMost},
      {">", VersionOrder::kGreater},
      {"<", VersionOrder::kLess},
      {"=", VersionOrder::kEqual},
  }};
  for (const auto& [sign, order] : kOrders) {
    if (!text.starts_with(sign)) continue;
    text = Trim(text.substr(sign.size()));
    return order;
  }
  return std::nullopt;
}

/// ">=3.1 <4".
std::optional<VersionRange> Ordered(std::string_view text) {
  VersionRange all{{}, {}, true};
  while (!text.empty()) {
    const auto order = TakeOrder(text);
    if (!order) return std::nullopt;
    std::size_t end = std::min(text.find_first_of("<>="), text.size());
    for (const std::string_view sign : {"≥", "≤"}) end = std::min(end, text.find(sign));
    const auto version = OneVersion(text.substr(0, end));
    if (!version) return std::nullopt;
    const VersionRange part = Compared(*order, *version);
    if (part.low && (!all.low || CompareBounds(*all.low, *part.low) < 0)) all.low = part.low;
    if (part.high && (!all.high || CompareBounds(*part.high, *all.high) < 0)) all.high = part.high;
    text = Trim(text.substr(end));
  }
  return all;
}

std::optional<VersionRange> ParseOne(std::string_view text) {
  text = Trim(text);
  std::string_view rest = text;
  if (TakeOrder(rest)) return Ordered(text);
  VersionOrder order = VersionOrder::kEqual;
  if (TakeBehind(rest, kLaterBehind) || TakeBefore(rest, kLaterBefore)) {
    order = VersionOrder::kAtLeast;
  } else if (TakeBehind(rest, kEarlierBehind) || TakeBefore(rest, kEarlierBefore)) {
    order = VersionOrder::kAtMost;
  }
  if (order != VersionOrder::kEqual) {
    const auto version = OneVersion(rest);
    return version ? std::optional(Compared(order, *version)) : std::nullopt;
  }
  for (const std::string_view sign : kBetween) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos) continue;
    if (auto between = Between(text.substr(0, at), text.substr(at + sign.size()))) return between;
  }
  if (auto hyphened = Hyphened(text)) return hyphened;
  return OneVersion(text);
}

}  // namespace

std::vector<VersionRange> ParseVersions(std::string_view text) {
  const std::string lower = AsciiLower(text);
  std::vector<VersionRange> versions;
  // The parts of ">=3.1, <4" are one.
  if (lower.find_first_of("<>") != std::string::npos) {
    std::string spaced = lower;
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    if (auto one = ParseOne(spaced)) versions.push_back(*std::move(one));
    return versions;
  }
  for (std::string_view rest = lower; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
    if (auto one = ParseOne(rest.substr(0, end))) versions.push_back(*std::move(one));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return versions;
}

VersionRange Compared(VersionOrder order, const VersionRange& asked) {
  switch (order) {
    case VersionOrder::kLess:
      return {{}, asked.low, true};
    case VersionOrder::kAtMost:
      return {{}, asked.high, true};
    case VersionOrder::kGreater:
      return {asked.high, {}, true};
    case VersionOrder::kAtLeast:
      return {asked.low, {}, true};
    case VersionOrder::kEqual:
      break;
  }
  return asked;
}

bool Meet(const VersionRange& asked, const VersionRange& has) {
  if (!has.range) {
    return (!asked.low || CompareBounds(*asked.low, *has.low) <= 0) &&
           (!asked.high || CompareBounds(*has.low, *asked.high) < 0);
  }
  return (!asked.low || !has.high || CompareBounds(*asked.low, *has.high) < 0) &&
         (!asked.high || !has.low || CompareBounds(*has.low, *asked.high) < 0);
}

}  // namespace funnel::base
