// SPDX-License-Identifier: GPL-2.0-or-later
// Secrets that show by the name in front of them.

#include <algorithm>
#include <iterator>
#include <string>

#include "indexer/base/ascii.h"
#include "indexer/privacy/secrets.h"

namespace funnel::privacy {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxNameBytes = 64;
constexpr std::size_t kMaxValueBytes = 200;

/// What a name means that ends so, its '_', '-' and '.' left out; the longer first.
struct SecretName {
  std::string_view ending;
  bool password;  ///< Chosen by people: short. Else made by a machine: long and random.
};
constexpr SecretName kNames[] = {{"password", true},         {"passwd", true},
                                 {"passphrase", true},       {"pwd", true},
                                 {"passwort", true},         {"clientsecret", false},
                                 {"apisecret", false},       {"appsecret", false},
                                 {"apikey", false},          {"secretkey", false},
                                 {"secretaccesskey", false}, {"accountkey", false},
                                 {"sharedaccesskey", false}, {"accesstoken", false},
                                 {"authtoken", false},       {"refreshtoken", false},
                                 {"apitoken", false},        {"tokensecret", false},
                                 {"bearertoken", false}};

/// The same in words that stand before a colon or an equals sign.
constexpr std::string_view kWords[] = {"密码",       "密碼",       "口令",        "パスワード",
                                       "비밀번호",   "암호",       "รหัสผ่าน",      "पासवर्ड",
                                       "mật khẩu",   "kata sandi", "kata laluan", "mot de passe",
                                       "contraseña", "senha",      "пароль"};

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// Whether `ending` ends `name` as a word of its own: at its begin, behind '_', '-' or '.', or with
/// its capital ("dbPassword", "DB_PASSWORD", not "PublicKeyToken" for "ken").
bool EndsAsWord(std::string_view name, std::string_view ending) {
  std::size_t i = name.size();
  std::size_t left = ending.size();
  while (left > 0 && i > 0) {
    const char c = name[--i];
    if (c == '_' || c == '-' || c == '.') continue;
    const char lower = IsUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
    if (lower != ending[--left]) return false;
  }
  if (left > 0) return false;
  if (i == 0 || !IsNameChar(name[i - 1])) return true;
  const char before = name[i - 1];
  return before == '_' || before == '-' || before == '.' || (IsUpper(name[i]) && IsLower(before));
}

/// A value as code writes one that is no secret itself: a variable, a call, a path, a placeholder.
bool IsReference(std::string_view value) {
  constexpr std::string_view kFirst = "<{[($%@&*#/\\?:!=|^~";
  if (kFirst.find(value.front()) != kNone) return true;
  for (const std::string_view mark : {"(", "${", "{{", "://", "->", "::", "=>", "\\", "<"}) {
    if (value.find(mark) != kNone) return true;
  }
  return false;
}

/// Lower-case words joined by '-', '_' or '.': the name of something, perhaps with a number.
bool IsName(std::string_view value) {
  const bool plain = std::all_of(value.begin(), value.end(), [](char c) {
    return IsLower(c) || IsDigit(c) || c == '-' || c == '_' || c == '.' || c == '/';
  });
  const auto digits = std::count_if(value.begin(), value.end(), IsDigit);
  return plain && value.find_first_of("-_./") != kNone &&
         digits * 4 < static_cast<long>(value.size());
}

bool LooksSecret(std::string_view value, bool password, bool quoted_or_code) {
  const std::size_t shortest = password ? (quoted_or_code ? 6 : 8) : 16;
  if (value.size() < shortest || value.size() > kMaxValueBytes) return false;
  bool upper = false;
  bool lower = false;
  bool digit = false;
  bool symbol = false;
  for (const char c : value) {
    if (c <= ' ' || c > '~') return false;  // Prose, or no ASCII at all.
    (IsUpper(c) ? upper : IsLower(c) ? lower : IsDigit(c) ? digit : symbol) = true;
  }
  if (IsReference(value) || IsName(value) || IsPlaceholder(value)) return false;
  if (!password) return digit && (upper || lower);
  const int kinds = int{upper} + int{lower} + int{digit} + int{symbol};
  return (upper || lower) && (digit || (symbol && kinds >= 3)) && kinds >= 2;
}

class AssignmentFinder {
 public:
  AssignmentFinder(std::string_view text, std::vector<Secret>& found)
      : text_(text), found_(found) {}

  void Find() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (c == '=' || c == ':') {
        At(at, at + 1, c == '=');
        if (c == ':' && text_.substr(at).starts_with("://")) InUrl(at + 3);
      } else if (text_.substr(at).starts_with("\xEF\xBC\x9A")) {  // The wide colon.
        At(at, at + 3, false);
      }
    }
  }

 private:
  void At(std::size_t name_end, std::size_t value_begin, bool equals) {
    const int kind = KindOfName(name_end);
    if (kind == 0) return;
    std::size_t begin = value_begin;
    const std::size_t last = std::min(text_.size(), begin + kMaxNameBytes);
    while (begin < last && (text_[begin] == ' ' || text_[begin] == '>' || text_[begin] == '=' ||
                            text_[begin] == '*')) {
      ++begin;
    }
    if (begin >= text_.size()) return;
    const char quote = text_[begin];
    const bool quoted = quote == '"' || quote == '\'' || quote == '`';
    if (quoted) ++begin;
    // A value that goes on behind this is too long to be one.
    std::string_view value = text_.substr(begin, kMaxValueBytes + 1);
    value = value.substr(0, quoted ? value.find_first_of(std::string("\n") + quote)
                                   : value.find_first_of(" \t\n,;\"'`|)]}&<>"));
    while (!quoted && !value.empty() && (value.back() == '.' || value.back() == '*')) {
      value.remove_suffix(1);
    }
    if (LooksSecret(value, kind == 1, quoted || equals)) {
      found_.push_back({begin, begin + value.size(), SecretKind::kPassword});
    }
  }

  /// 1 for the name of a password before `end`, 2 for that of a key, 0 for any other.
  int KindOfName(std::size_t end) const {
    const std::size_t first = end - std::min(end, kMaxNameBytes);
    while (end > first &&
           (text_[end - 1] == ' ' || text_[end - 1] == '"' || text_[end - 1] == '\'' ||
            text_[end - 1] == '*' || text_[end - 1] == '`' || text_[end - 1] == ':')) {
      --end;
    }
    std::size_t begin = end;
    while (begin > 0 && end - begin < kMaxNameBytes && IsNameChar(text_[begin - 1])) --begin;
    const std::string_view name = text_.substr(begin, end - begin);
    for (const SecretName& known : kNames) {
      if (EndsAsWord(name, known.ending)) return known.password ? 1 : 2;
    }
    const std::string before =
        base::AsciiLower(text_.substr(0, end).substr(end > 40 ? end - 40 : 0));
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [&](std::string_view word) { return before.ends_with(word); })
               ? 1
               : 0;
  }

  /// user:password@host; `begin` is behind "://".
  void InUrl(std::size_t begin) {
    const std::size_t end = std::min(text_.find_first_of("/ \t\n?#\"'<>`)]", begin), text_.size());
    const std::string_view host = text_.substr(begin, end - begin);
    const std::size_t at = host.rfind('@');
    const std::size_t colon = host.find(':');
    if (at == kNone || colon == kNone || colon > at) return;
    const std::string_view value = host.substr(colon + 1, at - colon - 1);
    if (value.size() < 6 || IsReference(value) || IsName(value) || IsPlaceholder(value)) return;
    found_.push_back({begin + colon + 1, begin + at, SecretKind::kPassword});
  }

  std::string_view text_;
  std::vector<Secret>& found_;
};

}  // namespace

void FindAssignedPasswords(std::string_view text, std::vector<Secret>& found) {
  AssignmentFinder(text, found).Find();
}

}  // namespace funnel::privacy
