// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/masking.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "indexer/base/ascii.h"
#include "indexer/privacy/email_address.h"
#include "indexer/privacy/secrets.h"

namespace funnel::draft {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Bytes [begin, end) of a text, and what stands there afterwards.
struct Mask {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view with;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiWord(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Words in front of a telephone number.
bool HasPhoneLabel(std::string_view before) {
  const std::string lower =
      base::AsciiLower(before.substr(before.size() > 40 ? before.size() - 40 : 0));
  for (const std::string_view label :
       {"phone",      "tel",  "mobile",    "cell",     "whatsapp",   "fax",     "mob",
        "call me at", "电话", "手机",      "電話",     "手機",       "携帯",    "전화",
        "휴대폰",     "โทร",  "फ़ोन",       "फोन",      "điện thoại", "sđt",     "telepon",
        "telefon",    "hp",   "téléphone", "teléfono", "telefone",   "телефон", "هاتف"}) {
    const std::size_t at = lower.rfind(label);
    if (at == kNone || lower.find('\n', at) != kNone) continue;
    // Only what writes a number may stand between.
    const std::string_view between = std::string_view(lower).substr(at + label.size());
    if (between.size() <= 16 && std::none_of(between.begin(), between.end(), IsDigit)) {
      return true;
    }
  }
  return false;
}

/// The telephone number that begins at `at`, by its end; nothing when there is none. Codes,
/// versions, dates and addresses of computers are none.
std::optional<std::size_t> PhoneEnd(std::string_view text, std::size_t at) {
  const char first = text[at];
  if (first != '+' && first != '(' && !IsDigit(first)) return std::nullopt;
  // In the middle of something else; a letter of a script without spaces ends a word.
  constexpr std::string_view kInside = ".-+(#/";
  if (at > 0 && (IsAsciiWord(text[at - 1]) || kInside.find(text[at - 1]) != kNone)) {
    return std::nullopt;
  }
  std::size_t digits = 0;
  std::size_t separators = 0;
  std::size_t dots = 0;
  std::size_t end = at;
  std::string groups;  // The length of each run of digits.
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (IsDigit(c)) {
      if (i == at || !IsDigit(text[i - 1])) groups += '0';
      ++groups.back();
      ++digits;
      end = i + 1;
    } else if (c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' ||
               (c == '+' && i == at)) {
      const bool doubled = i > at && text[i - 1] == c;
      if (doubled) break;
      if (c != '+') ++separators;
      dots += c == '.' ? 1 : 0;
    } else {
      // A code, a time of day, a port.
      if (i == end && (IsAsciiWord(c) || c == ':')) return std::nullopt;
      break;
    }
  }
  if (digits < 6 || digits > 15) return std::nullopt;
  const bool american = groups == "334" || groups == "1334";
  const bool label = HasPhoneLabel(text.substr(0, at));
  const bool international = first == '+' && digits >= 8;
  const bool national =
      (first == '0' || first == '(') && digits >= 9 && separators >= 1 && dots < 3;
  if (label || international || national || (american && separators >= 2)) return end;
  return std::nullopt;
}

void AddPhones(std::string_view text, std::vector<Mask>& masks) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (const auto end = PhoneEnd(text, at)) {
      masks.push_back({at, *end, "[phone]"});
      at = *end;
    }
  }
}

bool IsWord(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !IsAsciiWord(text[begin - 1]) || !IsAsciiWord(text[begin])) &&
         (end == text.size() || !IsAsciiWord(text[end]) || !IsAsciiWord(text[end - 1]));
}

void AddName(std::string_view text, std::string_view name, std::vector<Mask>& masks) {
  if (name.empty()) return;
  for (std::size_t at = text.find(name); at != kNone; at = text.find(name, at + name.size())) {
    if (IsWord(text, at, at + name.size())) masks.push_back({at, at + name.size(), "[name]"});
  }
}

void AddNames(std::string_view text, const std::vector<std::string>& names,
              std::vector<Mask>& masks) {
  for (const std::string& name : names) {
    const std::string_view whole = base::Trim(name);
    AddName(text, whole, masks);
    for (std::size_t begin = 0; begin < whole.size();) {
      const std::size_t end = std::min(whole.find_first_of(" ,.\t", begin), whole.size());
      const std::string_view part = whole.substr(begin, end - begin);
      const bool capital = !part.empty() && part.front() >= 'A' && part.front() <= 'Z';
      if (part.size() >= 3 && part.size() < whole.size() && capital) AddName(text, part, masks);
      begin = end + 1;
    }
  }
}

/// The names of folders that belong to people: C:\Users\anna, /home/Anna.
void AddHomeFolders(std::string_view text, std::vector<Mask>& masks) {
  for (const std::string_view parent :
       {"\\Users\\", "/Users/", "/home/", "\\Documents and Settings\\"}) {
    for (std::size_t at = text.find(parent); at != kNone; at = text.find(parent, at + 1)) {
      const std::size_t begin = at + parent.size();
      const std::size_t end =
          std::min(text.find_first_of("/\\ \n\t\"'<>|,;:)", begin), text.size());
      const std::string name = base::AsciiLower(text.substr(begin, end - begin));
      if (name.empty() || name == "public" || name == "default" || name == "all" ||
          name.starts_with('%') || name.starts_with('[')) {
        continue;
      }
      masks.push_back({begin, end, "[name]"});
    }
  }
}

}  // namespace

std::string MaskPersonalData(std::string_view text, const std::vector<std::string>& names) {
  std::vector<Mask> masks;
  for (const privacy::Secret& secret : privacy::FindSecrets(text)) {
    masks.push_back({secret.begin, secret.end,
                     secret.kind == privacy::SecretKind::kPrivateKey ? "[private key]"
                     : secret.kind == privacy::SecretKind::kPassword ? "[password]"
                                                                     : "[token]"});
  }
  for (const privacy::EmailAddress& address : privacy::FindEmailAddresses(text)) {
    masks.push_back({address.begin, address.end, "[email]"});
  }
  AddPhones(text, masks);
  AddNames(text, names, masks);
  AddHomeFolders(text, masks);
  std::stable_sort(masks.begin(), masks.end(), [](const Mask& a, const Mask& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::string masked;
  std::size_t done = 0;
  for (const Mask& mask : masks) {
    if (mask.begin < done) continue;
    masked += text.substr(done, mask.begin - done);
    masked += mask.with;
    done = mask.end;
  }
  return masked + std::string(text.substr(done));
}

}  // namespace funnel::draft
