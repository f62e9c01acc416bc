// SPDX-License-Identifier: GPL-2.0-or-later
// Secrets that show by their shape.

#include <algorithm>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/privacy/secrets.h"

namespace funnel::privacy {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
// No text, however it is made, is looked at more than so far for one token: the time stays linear.
constexpr std::size_t kMaxTokenBytes = 512;
constexpr std::size_t kMaxPrivateKeyBytes = 16 * 1024;
constexpr std::size_t kMaxHeaderBytes = 256;  ///< From "Authorization" to its value.

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool IsUpperOrDigit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// base64url, and what services put between the parts of their keys.
bool IsTokenChar(char c) { return IsAlnum(c) || c == '_' || c == '-'; }

bool IsBase64Char(char c) {
  return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_' || c == '.' ||
         c == '~';
}

template <class Is>
std::size_t RunEnd(std::string_view text, std::size_t at, Is is) {
  const std::size_t most = std::min(text.size(), at + kMaxTokenBytes);
  while (at < most && is(text[at])) ++at;
  return at;
}

bool BeginsWord(std::string_view text, std::size_t at) {
  return at == 0 || !(IsAlnum(text[at - 1]) || text[at - 1] == '_');
}

/// Letters and digits, and enough of them different: not a name, not dots and not a sample.
bool IsRandom(std::string_view value) {
  bool digit = false;
  bool letter = false;
  std::string seen;
  for (const char c : value) {
    (c >= '0' && c <= '9' ? digit : letter) = true;
    if (seen.find(c) == std::string::npos) seen += c;
  }
  return digit && letter && seen.size() >= 8 && !IsPlaceholder(value);
}

/// A service's key: its prefix, and how many characters must follow at least.
struct KeyShape {
  std::string_view prefix;
  std::size_t length;
};
constexpr KeyShape kShapes[] = {
    {"ghp_", 36},        {"gho_", 36},   {"ghu_", 36},     {"ghs_", 36},     {"ghr_", 36},
    {"github_pat_", 22}, {"glpat-", 20}, {"xoxb-", 20},    {"xoxp-", 20},    {"xoxa-", 20},
    {"xoxr-", 20},       {"xoxs-", 20},  {"sk_live_", 16}, {"rk_live_", 16}, {"AIza", 35},
    {"npm_", 36},        {"shpat_", 32}, {"dop_v1_", 64},  {"sk-ant-", 20},  {"sk-proj-", 20},
    {"pypi-", 50},       {"SG.", 60}};

class TokenFinder {
 public:
  TokenFinder(std::string_view text, std::vector<Secret>& found) : text_(text), found_(found) {}

  void Find() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      switch (text_[at]) {
        case '-':
          PrivateKey(at);
          break;
        case 'e':
          WebToken(at);
          break;
        case 'A':
        case 'a':
          AccessKey(at);
          [[fallthrough]];
        default:
          break;
      }
      if (BeginsWord(text_, at)) {
        for (const KeyShape& shape : kShapes) Shaped(at, shape);
        Header(at, "bearer ", 20);
        if (LineBefore(at).find("uthorization") != kNone) Header(at, "basic ", 12);
        Signature(at);
      }
    }
  }

 private:
  void Add(std::size_t begin, std::size_t end, SecretKind kind = SecretKind::kToken) {
    found_.push_back({begin, end, kind});
  }

  /// -----BEGIN ... PRIVATE KEY----- with something like a key behind it: manuals show the line
  /// alone.
  void PrivateKey(std::size_t at) {
    const std::string_view rest = text_.substr(at, 80);
    if (!rest.starts_with("-----BEGIN ")) return;
    const std::size_t label = rest.find("PRIVATE KEY");
    const std::size_t dashes = label == kNone ? kNone : rest.find("-----", label);
    if (dashes == kNone) return;
    const std::size_t begin = at + dashes + 5;
    if (begin < private_key_end_) return;
    std::size_t end = text_.substr(begin, kMaxPrivateKeyBytes).find("-----END");
    end = end == kNone ? std::min(begin + 4096, text_.size()) : begin + end;
    private_key_end_ = end;
    std::size_t letters = 0;
    for (std::size_t i = begin; i < end; ++i) letters += IsAlnum(text_[i]) ? 1 : 0;
    if (letters >= 64 &&
        !IsPlaceholder(text_.substr(begin, std::min<std::size_t>(64, end - begin)))) {
      Add(at, end, SecretKind::kPrivateKey);
    }
  }

  /// header.payload.signature, each base64url; the first two are JSON objects ("eyJ" is '{"').
  void WebToken(std::size_t at) {
    if (!text_.substr(at).starts_with("eyJ") || (at > 0 && IsTokenChar(text_[at - 1]))) return;
    const std::size_t header = RunEnd(text_, at, IsTokenChar);
    if (!text_.substr(header).starts_with(".eyJ")) return;
    const std::size_t payload = RunEnd(text_, header + 1, IsTokenChar);
    if (payload >= text_.size() || text_[payload] != '.') return;
    const std::size_t end = RunEnd(text_, payload + 1, IsTokenChar);
    if (end - payload > 10) Add(at, end);
  }

  /// An AWS access key id.
  void AccessKey(std::size_t at) {
    const std::string_view rest = text_.substr(at, 20);
    if (!rest.starts_with("AKIA") && !rest.starts_with("ASIA")) return;
    if (!BeginsWord(text_, at)) return;
    const std::size_t end = RunEnd(text_, at, IsUpperOrDigit);
    const bool word = end == text_.size() || !IsAlnum(text_[end]);
    if (word && end - at == 20 && IsRandom(rest)) Add(at, end);
  }

  void Shaped(std::size_t at, const KeyShape& shape) {
    if (!text_.substr(at).starts_with(shape.prefix)) return;
    const std::size_t begin = at + shape.prefix.size();
    const std::size_t end = RunEnd(text_, begin, [](char c) { return IsTokenChar(c) || c == '.'; });
    if (end - begin >= shape.length && IsRandom(text_.substr(begin, end - begin))) Add(at, end);
  }

  std::string_view LineBefore(std::size_t at) const {
    const std::size_t from = at - std::min(at, kMaxHeaderBytes);
    const std::string_view before = text_.substr(from, at - from);
    return before.substr(before.rfind('\n') + 1);
  }

  /// "Bearer <token>"; `scheme` in lower case, with its space.
  void Header(std::size_t at, std::string_view scheme, std::size_t length) {
    const char first = text_[at];
    if (first != scheme[0] && first != scheme[0] - ('a' - 'A')) return;
    if (base::AsciiLower(text_.substr(at, scheme.size())) != scheme) return;
    const std::size_t begin = at + scheme.size();
    const std::size_t end = RunEnd(text_, begin, IsBase64Char);
    if (end - begin >= length && IsRandom(text_.substr(begin, end - begin))) Add(begin, end);
  }

  /// The signature of a shared URL: whoever has it has what it leads to.
  void Signature(std::size_t at) {
    constexpr std::string_view kName = "sig=";
    if (!text_.substr(at).starts_with(kName) || at == 0) return;
    if (text_[at - 1] != '&' && text_[at - 1] != '?' && text_[at - 1] != ';') return;
    const std::size_t begin = at + kName.size();
    const std::size_t end =
        RunEnd(text_, begin, [](char c) { return IsBase64Char(c) || c == '%'; });
    if (end - begin >= 40 && IsRandom(text_.substr(begin, end - begin))) Add(begin, end);
  }

  std::string_view text_;
  std::vector<Secret>& found_;
  std::size_t private_key_end_ = 0;  ///< Of the last one looked at.
};

}  // namespace

void FindTokens(std::string_view text, std::vector<Secret>& found) {
  TokenFinder(text, found).Find();
}

}  // namespace funnel::privacy
