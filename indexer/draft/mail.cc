// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/draft/mail.h"

#include <algorithm>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/draft/mime_text.h"
#include "indexer/privacy/email_address.h"
#include "indexer/readers/source_text.h"
#include "indexer/text/markup/html_text.h"

namespace funnel::draft {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Parts within parts.
constexpr int kMaxDepth = 10;

using Headers = std::vector<std::pair<std::string, std::string>>;

/// A message or one of its parts: its headers, names in lower case, and what is behind them.
struct Part {
  Headers headers;
  std::string_view body;

  std::string_view Value(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The length of a header's name at the begin of `line`, 0 if none is there.
std::size_t NameLength(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == kNone || colon == 0) return 0;
  const std::string_view name = line.substr(0, colon);
  return std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7F; }) ? colon
                                                                                           : 0;
}

Part ReadPart(std::string_view text) {
  Part part;
  while (!text.empty()) {
    std::string_view rest = text;
    const std::string_view line = TakeLine(rest);
    if (line.empty()) {
      text = rest;
      break;
    }
    const bool folded = line.front() == ' ' || line.front() == '\t';
    const std::size_t colon = folded ? 0 : NameLength(line);
    if (folded && !part.headers.empty()) {
      part.headers.back().second += ' ';
      part.headers.back().second += base::Trim(line);
    } else if (colon > 0) {
      part.headers.emplace_back(base::AsciiLower(line.substr(0, colon)),
                                base::Trim(line.substr(colon + 1)));
    } else if (!line.starts_with("From ")) {  // The line of an mbox.
      break;
    }
    text = rest;
  }
  part.body = text;
  return part;
}

/// The parameter `name` of a structured value: type/subtype; name="value".
std::string Parameter(std::string_view value, std::string_view name) {
  const std::string lower = base::AsciiLower(value);
  const std::string key = std::string(name) + "=";
  for (std::size_t at = lower.find(key); at != kNone; at = lower.find(key, at + 1)) {
    if (at > 0 && lower[at - 1] != ';' && lower[at - 1] != ' ' && lower[at - 1] != '\t') continue;
    std::string_view rest = value.substr(at + key.size());
    if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
    return std::string(rest.substr(0, rest.find_first_of("; \t")));
  }
  return {};
}

std::string Decoded(const Part& part) {
  const std::string encoding = base::AsciiLower(part.Value("content-transfer-encoding"));
  std::string bytes = encoding == "base64"             ? DecodeBase64(part.body)
                      : encoding == "quoted-printable" ? DecodeQuotedPrintable(part.body)
                                                       : std::string(part.body);
  return readers::CleanText(MimeText(bytes, Parameter(part.Value("content-type"), "charset")));
}

/// The parts between the boundary lines of a multipart body.
std::vector<std::string_view> SplitParts(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  std::size_t begin = kNone;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t end = std::min(body.find('\n', at), body.size());
    const std::string_view line = body.substr(at, end - at);
    if (line.starts_with(mark)) {
      if (begin != kNone) parts.push_back(body.substr(begin, at - begin));
      begin = line.substr(mark.size()).starts_with("--") ? kNone : std::min(end + 1, body.size());
    }
    at = end + 1;
  }
  if (begin != kNone) parts.push_back(body.substr(begin));
  return parts;
}

/// Collects the texts of a message.
class TextCollector {
 public:
  explicit TextCollector(Mail& mail) : mail_(mail) {}

  void Collect(const Part& part, int depth) {
    const std::string type = base::AsciiLower(part.Value("content-type"));
    if (type.starts_with("multipart/")) {
      if (depth == kMaxDepth) return;
      for (const std::string_view text :
           SplitParts(part.body, Parameter(part.Value("content-type"), "boundary"))) {
        Collect(ReadPart(text), depth + 1);
      }
    } else if (base::AsciiLower(part.Value("content-disposition")).starts_with("attachment")) {
      if (type.starts_with("text/") || type.empty()) mail_.attached_text += Decoded(part) + "\n";
    } else if (type.starts_with("text/html")) {
      if (html_.empty()) html_ = text::HtmlToText(Decoded(part));
    } else if (type.starts_with("text/") || type.empty()) {
      (mail_.text.empty() ? mail_.text : mail_.attached_text) += Decoded(part);
    }
  }

  void Finish() {
    if (base::Trim(mail_.text).empty()) mail_.text = std::move(html_);
  }

 private:
  Mail& mail_;
  std::string html_;
};

/// The names in a list of addresses: "Anna Berg" <anna@example.com>, Ben <ben@example.com>.
void AddPeople(std::string_view list, std::vector<std::string>& people) {
  const std::string text = DecodeHeader(list);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('<', at), text.size());
    if (end == text.size()) break;
    std::string_view name = base::Trim(std::string_view(text).substr(at, end - at));
    while (name.starts_with(',') || name.starts_with(';') || name.starts_with('"') ||
           name.starts_with('\'') || name.starts_with(' ')) {
      name.remove_prefix(1);
    }
    while (name.ends_with('"') || name.ends_with('\'') || name.ends_with(' ')) {
      name.remove_suffix(1);
    }
    at = std::min(text.find('>', end), text.size());
    const std::string_view address = std::string_view(text).substr(end + 1, at - end - 1);
    // "Tamarind Support" is no person, and its words are those of products.
    const bool desk = address.find('@') != kNone && privacy::IsRoleAddress(address);
    if (!desk && name.size() >= 2 && name.find('@') == kNone) people.emplace_back(name);
    if (at < text.size()) ++at;
  }
}

}  // namespace

bool LooksLikeMail(std::string_view bytes) {
  const std::string head = readers::CleanText(bytes.substr(0, 64 * 1024));
  const Part part = ReadPart(head);
  const bool from = !part.Value("from").empty();
  return from && (!part.Value("subject").empty() || !part.Value("date").empty() ||
                  !part.Value("to").empty());
}

Mail ReadMail(std::string_view bytes) {
  Mail mail;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Part part = ReadPart(bytes);
  mail.subject = base::Trim(DecodeHeader(part.Value("subject")));
  for (const char* header : {"from", "reply-to", "to", "cc"}) {
    AddPeople(part.Value(header), mail.people);
  }
  TextCollector collector(mail);
  collector.Collect(part, 0);
  collector.Finish();
  return mail;
}

}  // namespace funnel::draft
