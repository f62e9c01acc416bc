// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/conditional.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace funnel::http {

namespace {

/// A hash of the question and of what its answer depends on.
std::string TagOf(const WebRequest& request, const std::string& state) {
  std::string all;
  // With its length, so that no two lists of texts are one.
  const auto add = [&all](std::string_view text) {
    all.append(std::to_string(text.size())).append(":").append(text);
  };
  add(state);
  add(request.path);
  for (const auto& [name, value] : request.params) {
    add(name);
    add(value);
  }
  const XXH128_hash_t hash = XXH3_128bits(all.data(), all.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

const std::string* HeaderOf(const WebReply& reply, std::string_view name) {
  const auto header = std::find_if(reply.headers.begin(), reply.headers.end(),
                                   [&](const auto& one) { return one.first == name; });
  return header == reply.headers.end() ? nullptr : &header->second;
}

void AddMissing(WebReply& reply, const std::string& tag, const Caching& caching) {
  reply.Header("ETag", "W/\"" + tag + "\"");
  if (!HeaderOf(reply, "Cache-Control"))
    reply.Header("Cache-Control", std::string(caching.control));
  if (!HeaderOf(reply, "Vary")) reply.Header("Vary", std::string(caching.vary));
}

WebReply NotModified(const std::string& tag, const Caching& caching) {
  WebReply reply;
  reply.status = 304;
  AddMissing(reply, tag, caching);
  return reply;
}

bool IsSeparator(char c) { return c == ' ' || c == '\t' || c == ','; }

}  // namespace

bool NamesTag(std::string_view if_none_match, std::string_view opaque) {
  std::string_view rest = if_none_match;
  for (;;) {
    while (!rest.empty() && IsSeparator(rest.front())) rest.remove_prefix(1);
    if (rest.starts_with("W/")) rest.remove_prefix(2);
    if (!rest.starts_with('"')) return false;
    rest.remove_prefix(1);
    const std::size_t end = rest.find('"');
    if (end == std::string_view::npos) return false;
    if (rest.substr(0, end) == opaque) return true;
    rest.remove_prefix(end + 1);
  }
}

WebReply Conditional(const WebRequest& request, const Caching& caching,
                     const std::function<WebReply()>& answer) {
  const std::string tag = TagOf(request, caching.state);
  if (NamesTag(request.if_none_match, tag)) return NotModified(tag, caching);
  WebReply reply = answer();
  const std::string* control = HeaderOf(reply, "Cache-Control");
  const bool unkept = control && control->find("no-store") != std::string::npos;
  if (reply.status != 200 || unkept) return reply;
  if (request.if_none_match == "*") return NotModified(tag, caching);
  AddMissing(reply, tag, caching);
  return reply;
}

}  // namespace funnel::http
