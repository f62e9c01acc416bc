// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/request_head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace funnel::http {

namespace {

constexpr std::array<std::string_view, 8> kKnownMethods = {"GET",    "HEAD",    "POST",  "PUT",
                                                           "DELETE", "OPTIONS", "PATCH", "TRACE"};

tl::unexpected<Refusal> Refuse(const Problem& problem, std::string_view detail) {
  return tl::unexpected<Refusal>(Refusal{&problem, detail});
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Lower(x) == Lower(y); });
}

bool IsTokenChar(char c) {
  return (c >= '0' && c <= '9') || (Lower(c) >= 'a' && Lower(c) <= 'z') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool IsToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsTokenChar);
}

/// Without the optional white space around it, which in HTTP is space and tab only (RFC
/// 9110, 5.6.3).
std::string_view TrimOws(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Calls `visit` with each element of a comma-separated list.
template <class Visit>
void ForEachElement(std::string_view list, Visit&& visit) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    visit(TrimOws(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

bool ListHas(std::string_view list, std::string_view wanted) {
  bool found = false;
  ForEachElement(list, [&](std::string_view item) { found |= EqualsIgnoringCase(item, wanted); });
  return found;
}

/// The weight of a list's element, in thousandths, by what stands behind its name: "; q=0.5" (RFC
/// 9110, 12.4.2). Nothing where that is malformed.
std::optional<int> Weight(std::string_view parameter) {
  if (parameter.empty()) return 1000;
  parameter = TrimOws(parameter.substr(1));
  if (parameter.size() < 3 || Lower(parameter[0]) != 'q' || parameter[1] != '=') return {};
  const std::string_view number = parameter.substr(2);
  if ((number[0] != '0' && number[0] != '1') || number.size() > 5) return {};
  if (number.size() > 1 && number[1] != '.') return {};
  int weight = (number[0] - '0') * 1000;
  int unit = 100;
  for (const char c : number.substr(std::min<std::size_t>(number.size(), 2))) {
    if (c < '0' || c > '9') return {};
    weight += (c - '0') * unit;
    unit /= 10;
  }
  return weight > 1000 ? std::nullopt : std::optional<int>(weight);
}

/// Whether gzip is wanted (RFC 9110, 12.5.3). The HTTP library takes "gzip;q=0" for a wish, so
/// weights are read here.
bool AcceptsGzip(std::string_view list) {
  std::optional<int> gzip, any, identity;
  ForEachElement(list, [&](std::string_view item) {
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view coding = TrimOws(item.substr(0, semicolon));
    const std::optional<int> weight = Weight(item.substr(semicolon));
    if (!weight) return;
    if (EqualsIgnoringCase(coding, "gzip") || EqualsIgnoringCase(coding, "x-gzip")) gzip = weight;
    if (EqualsIgnoringCase(coding, "identity")) identity = weight;
    if (coding == "*") any = weight;
  });
  const int wanted = gzip.value_or(any.value_or(0));
  return wanted > 0 && wanted >= identity.value_or(0);
}

/// The fields that handlers read as they were sent. Of those that say what a body says again, a
/// proxy might believe another one than we do: they may stand only once.
struct VerbatimField {
  std::string_view name;
  bool once;
};
constexpr std::array<VerbatimField, 6> kVerbatim = {{{"Accept", false},
                                                     {"X-Forwarded-Proto", false},
                                                     {"Origin", true},
                                                     {"MCP-Protocol-Version", true},
                                                     {"Mcp-Method", true},
                                                     {"Mcp-Name", true}}};

/// The fields that matter, each as sent; the rest is dropped.
struct Fields {
  std::optional<std::string_view> host, content_length, content_type, connection, expect;
  std::optional<std::string_view> accept_language;
  std::string accept_encoding, if_none_match;  ///< Lists: their lines are one (RFC 9110, 5.3).
  std::array<std::optional<std::string_view>, kVerbatim.size()> verbatim;
  bool transfer_encoding = false;
  bool content_encoding = false;
  bool repeated = false;  ///< A field that may stand only once stood twice.
};

void Set(std::optional<std::string_view>& field, std::string_view value, bool* repeated) {
  if (field) *repeated = true;
  field = value;
}

void Append(std::string& list, std::string_view line) {
  list.append(list.empty() ? "" : ", ").append(line);
}

void Take(Fields& fields, std::string_view name, std::string_view value) {
  const auto is = [&](std::string_view wanted) { return EqualsIgnoringCase(name, wanted); };
  bool ignored = false;
  if (is("Host")) return Set(fields.host, value, &fields.repeated);
  if (is("Content-Length")) return Set(fields.content_length, value, &fields.repeated);
  if (is("Content-Type")) return Set(fields.content_type, value, &fields.repeated);
  if (is("Connection")) return Set(fields.connection, value, &ignored);
  if (is("Expect")) return Set(fields.expect, value, &ignored);
  if (is("Accept-Language")) return Set(fields.accept_language, value, &ignored);
  if (is("Accept-Encoding")) return Append(fields.accept_encoding, value);
  if (is("If-None-Match")) return Append(fields.if_none_match, value);
  for (std::size_t i = 0; i < kVerbatim.size(); ++i) {
    if (!is(kVerbatim[i].name)) continue;
    return Set(fields.verbatim[i], value, kVerbatim[i].once ? &fields.repeated : &ignored);
  }
  if (is("Transfer-Encoding")) fields.transfer_encoding = true;
  if (is("Content-Encoding") && !EqualsIgnoringCase(value, "identity")) {
    fields.content_encoding = true;
  }
}

tl::expected<Fields, Refusal> ParseFields(std::string_view lines) {
  Fields fields;
  std::size_t count = 0;
  while (!lines.empty()) {
    const std::size_t end = lines.find("\r\n");
    const std::string_view line = lines.substr(0, end);
    lines.remove_prefix(end + 2);
    if (line.empty()) break;
    if (++count > kMaxHeaderFields) return Refuse(kHeadersTooLarge, "too many header fields");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) {
      return Refuse(kBadRequest, "malformed header field");
    }
    Take(fields, line.substr(0, colon), TrimOws(line.substr(colon + 1)));
  }
  if (fields.repeated) {
    return Refuse(kBadRequest, "a header field is repeated that may stand only once");
  }
  return fields;
}

tl::expected<void, Refusal> CheckRequestLine(std::string_view line, RequestHead& head,
                                             bool* http10) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || last <= first) {
    return Refuse(kBadRequest, "malformed request line");
  }
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  head.method = line.substr(0, first);
  if (target.size() > kMaxTargetBytes) return Refuse(kTooLong, "the address is too long");
  head.target = target;
  if (!IsToken(head.method)) return Refuse(kBadRequest, "malformed request line");
  if (std::find(kKnownMethods.begin(), kKnownMethods.end(), head.method) == kKnownMethods.end()) {
    return Refuse(kNotImplemented, "this method is not known here");
  }
  if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), [](char c) {
        return c > 0x20 && c < 0x7f && c != '#';
      })) {
    head.target = "/";
    return Refuse(kBadRequest, "the request target must be a path, percent-encoded");
  }
  *http10 = version == "HTTP/1.0";
  if (version == "HTTP/1.1" || *http10) return {};
  return Refuse(version.starts_with("HTTP/") ? kVersionNotSupported : kBadRequest,
                "this server speaks HTTP/1.1");
}

tl::expected<std::size_t, Refusal> BodyLength(const RequestHead& head, const Fields& fields) {
  const bool bodyless = head.method == "GET" || head.method == "HEAD";
  if (fields.transfer_encoding) {
    return bodyless ? Refuse(kBadRequest, "a GET or HEAD request has no body")
                    : Refuse(kLengthRequired, "send the body with a Content-Length");
  }
  if (fields.content_encoding) return Refuse(kUnsupportedMedia, "send the body uncompressed");
  if (!fields.content_length) {
    if (head.method == "POST") return Refuse(kLengthRequired, "Content-Length is missing");
    return 0;
  }
  const std::string_view digits = *fields.content_length;
  std::size_t length = 0;
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return Refuse(kBadRequest, "malformed Content-Length");
  }
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (error != std::errc()) return Refuse(kPayloadTooLarge, "the body is too large");
  if (bodyless && length > 0) return Refuse(kBadRequest, "a GET or HEAD request has no body");
  return length;
}

}  // namespace

tl::expected<RequestHead, Refusal> ParseRequestHead(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool crlf = c == '\r' ? i + 1 < text.size() && text[i + 1] == '\n'
                                : c == '\n' && i > 0 && text[i - 1] == '\r';
    if ((c < 0x20 && c != '\t' && !crlf) || c == 0x7f) {
      return Refuse(kBadRequest, "control character in the request head");
    }
  }
  const std::size_t line_end = text.find("\r\n");
  if (line_end == std::string_view::npos || !text.ends_with("\r\n\r\n")) {
    return Refuse(kBadRequest, "malformed request head");
  }
  RequestHead head;
  bool http10 = false;
  if (auto ok = CheckRequestLine(text.substr(0, line_end), head, &http10); !ok) {
    return tl::unexpected<Refusal>(ok.error());
  }
  const auto fields = ParseFields(text.substr(line_end + 2));
  if (!fields) return tl::unexpected<Refusal>(fields.error());
  if (!http10 && (!fields->host || fields->host->empty())) {
    return Refuse(kBadRequest, "the Host field is missing");
  }
  const auto length = BodyLength(head, *fields);
  if (!length) return tl::unexpected<Refusal>(length.error());
  head.content_length = *length;
  const std::string_view connection = fields->connection.value_or("");
  head.keep_alive = !http10 && !ListHas(connection, "close");
  head.expects_continue = EqualsIgnoringCase(fields->expect.value_or(""), "100-continue");

  head.forwarded = head.method + " " + head.target + " HTTP/1.1\r\n";
  // Longer ones are nobody's honest wish, and the library refuses lines over 8 KiB.
  const auto fits = [](const auto& value) { return value && value->size() <= 1024; };
  const auto forward = [&](std::string_view name, const std::optional<std::string_view>& value) {
    if (fits(value)) head.forwarded.append(name).append(": ").append(*value).append("\r\n");
  };
  forward("Accept-Language", fields->accept_language);
  if (!fields->if_none_match.empty()) forward("If-None-Match", fields->if_none_match);
  forward("Content-Type", fields->content_type);
  if (AcceptsGzip(fields->accept_encoding)) forward("Accept-Encoding", "gzip");
  head.forwarded += "\r\n";
  const auto keep = [&](std::string_view name, const std::optional<std::string_view>& value) {
    if (fits(value)) head.verbatim.emplace_back(name, *value);
  };
  keep("Host", fields->host);
  for (std::size_t i = 0; i < kVerbatim.size(); ++i) keep(kVerbatim[i].name, fields->verbatim[i]);
  return head;
}

}  // namespace funnel::http
