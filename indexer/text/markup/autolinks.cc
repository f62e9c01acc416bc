// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/autolinks.h"

#include <algorithm>

#include "indexer/base/ascii.h"

namespace funnel::text {
namespace {

constexpr std::size_t kLongestLocalPart = 64;  // RFC 5321
constexpr std::size_t kLongestDomain = 255;

bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAlnum(char c) { return IsAlpha(c) || (c >= '0' && c <= '9'); }
bool IsAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool IsOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

/// Goes through a text once. Nothing before `done_` is looked at again.
class AutolinkFinder {
 public:
  explicit AutolinkFinder(std::string_view text) : text_(text) {}

  std::vector<Autolink> Find() {
    for (std::size_t at = 0; (at = text_.find_first_of(":w@", at)) != std::string_view::npos;) {
      const std::string_view rest = text_.substr(at);
      std::size_t end = at + 1;
      if (rest.starts_with("://")) {
        end = TakeUrl(at);
      } else if (rest.starts_with("www.")) {
        end = TakeWww(at);
      } else if (rest.front() == '@') {
        end = TakeMail(at);
      }
      at = end;
    }
    return std::move(found_);
  }

 private:
  /// All three take the address around `at`, if there is one, and return where to go on.
  std::size_t TakeUrl(std::size_t at) {
    std::size_t begin = at;
    while (begin > done_ && at - begin < 6 && IsAlpha(text_[begin - 1])) --begin;
    const std::string scheme = base::AsciiLower(text_.substr(begin, at - begin));
    const bool known = scheme == "http" || scheme == "https" || scheme == "ftp";
    const bool free = begin == 0 || !IsAlnum(text_[begin - 1]);
    const std::size_t host = at + 3;
    const bool has_host = host < text_.size() && (IsAlnum(text_[host]) || !IsAscii(text_[host]));
    return known && free && has_host ? TakeAddress(begin, host, "") : host;
  }

  std::size_t TakeWww(std::size_t at) {
    const bool free = at == 0 || !IsAscii(text_[at - 1]) || IsOneOf(text_[at - 1], " \t\n*_~(");
    return free ? TakeAddress(at, at, "http://") : at + 1;
  }

  std::size_t TakeAddress(std::size_t begin, std::size_t host, std::string_view before) {
    const std::size_t stop = End(host);
    const std::size_t end = WithoutTrailing(host, stop);
    const std::string_view address = text_.substr(host, end - host);
    const bool complete = before.empty() ? end > host : address.find('.') != std::string_view::npos;
    if (complete && IsHost(address)) found_.push_back({begin, end, before});
    done_ = stop;
    return stop;
  }

  std::size_t End(std::size_t at) const {
    while (at < text_.size() && static_cast<unsigned char>(text_[at]) > ' ' && text_[at] != '<') {
      ++at;
    }
    return at;
  }

  /// The end of text_[begin, end) without the punctuation that belongs to the sentence around it.
  std::size_t WithoutTrailing(std::size_t begin, std::size_t end) const {
    const std::string_view address = text_.substr(begin, end - begin);
    const auto opening = std::count(address.begin(), address.end(), '(');
    auto closing = std::count(address.begin(), address.end(), ')');
    while (end > begin) {
      const char last = text_[end - 1];
      if (IsOneOf(last, "?!.,:*_~'\"")) {
        --end;
      } else if (last == ')' && closing > opening) {
        --end, --closing;
      } else if (last == ';') {
        end = WithoutReference(begin, end);
      } else {
        break;
      }
    }
    return end;
  }

  /// Takes "&name;" from the end, or the semicolon alone.
  std::size_t WithoutReference(std::size_t begin, std::size_t end) const {
    std::size_t name = end - 1;
    while (name > begin && IsAlpha(text_[name - 1])) --name;
    return name < end - 1 && name > begin && text_[name - 1] == '&' ? name - 1 : end - 1;
  }

  /// The last two names of a host have no underscore.
  static bool IsHost(std::string_view address) {
    const std::string_view host = address.substr(0, address.find_first_of("/?#:"));
    const std::size_t last = host.rfind('.');
    const std::size_t second =
        last == std::string_view::npos || last == 0 ? last : host.rfind('.', last - 1);
    const std::size_t begin = second == std::string_view::npos ? 0 : second;
    return host.find('_', begin) == std::string_view::npos;
  }

  std::size_t TakeMail(std::size_t at) {
    std::size_t begin = at;
    while (begin > done_ && at - begin < kLongestLocalPart &&
           (IsAlnum(text_[begin - 1]) || IsOneOf(text_[begin - 1], ".+-_"))) {
      --begin;
    }
    std::size_t end = at + 1;
    bool has_dot = false;
    for (; end < text_.size() && end - at < kLongestDomain; ++end) {
      const char c = text_[end];
      const bool dot = c == '.' && end + 1 < text_.size() && IsAlnum(text_[end + 1]);
      if (!dot && !IsAlnum(c) && c != '-' && c != '_') break;
      has_dot = has_dot || dot;
    }
    const bool ends = IsAlnum(text_[end - 1]) && (end == text_.size() || text_[end] != '@');
    const bool free = begin == 0 || !IsOneOf(text_[begin - 1], "/@");
    if (begin < at && has_dot && ends && free) AddMail(begin, end);
    done_ = end;
    return end;
  }

  void AddMail(std::size_t begin, std::size_t end) {
    constexpr std::string_view kScheme = "mailto:";
    const bool has_scheme =
        begin >= done_ + kScheme.size() && text_.substr(0, begin).ends_with(kScheme);
    if (has_scheme) begin -= kScheme.size();
    found_.push_back({begin, end, has_scheme ? std::string_view() : kScheme});
  }

  std::string_view text_;
  std::size_t done_ = 0;
  std::vector<Autolink> found_;
};

}  // namespace

std::vector<Autolink> FindAutolinks(std::string_view text) { return AutolinkFinder(text).Find(); }

}  // namespace funnel::text
