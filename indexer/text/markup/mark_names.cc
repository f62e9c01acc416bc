// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/mark_names.h"

#include <algorithm>
#include <cctype>

#include "indexer/base/among.h"
#include "indexer/base/web_address.h"

namespace funnel::text {
namespace {

/// The name without what sets and libraries put before it: "mui.alert", "page-hint".
std::string_view OwnName(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

/// Whether the first value without a name is a title.
bool TakesTitle(std::string_view name) {
  constexpr std::string_view kNames[] = {"tab",  "tabitem", "tabpane", "expand",      "details",
                                         "card", "step",    "heading", "accordion",   "spoiler",
                                         "faq",  "button",  "cards",   "collapsible", "collapse"};
  return base::IsAmong(kNames, name);
}

/// Whether a value names a kind of box, not its title.
bool IsKind(std::string_view value) {
  return IsBoxName(value) || value.find(' ') == std::string_view::npos;
}

bool IsId(std::string_view value) {
  return !value.empty() && value.size() <= 40 &&
         std::all_of(value.begin(), value.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
         });
}

}  // namespace

bool IsBoxName(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "note",     "tip",       "info",     "warning",       "danger",     "caution",   "important",
      "success",  "hint",      "error",    "alert",         "admonition", "callout",   "notice",
      "check",    "attention", "question", "failure",       "bug",        "example",   "quote",
      "abstract", "summary",   "todo",     "seealso",       "see-also",   "aside",     "banner",
      "tldr",     "help",      "faq",      "infobox",       "pagealert",  "remark",    "warn",
      "lead",     "primary",   "default",  "highlight_box", "secondary",  "blockquote"};
  return base::IsAmong(kNames, OwnName(name));
}

std::string TitleOf(const MarkTag& tag, const MarkAttributes& attributes) {
  const std::string_view name = OwnName(tag.name);
  std::string_view title = attributes.Get(
      {"title", "label", "header", "heading", "summary", "question", "caption", "alt-text", "alt"});
  const bool is_tab = name == "tab" || name == "tabitem" || name == "tabpane";
  if (title.empty() && is_tab) title = attributes.Get({"name", "value"});
  if (title.empty() && tag.style != MarkStyle::kComponent) {
    if (name == "tab" || name == "expand" || name == "details") title = attributes.Get({"name"});
    const std::vector<std::string>& plain = attributes.plain;
    if (title.empty() && !plain.empty() && TakesTitle(name)) title = plain.front();
    if (title.empty() && IsBoxName(name) && !plain.empty()) {
      if (!IsKind(plain.front())) title = plain.front();
      if (plain.size() > 1) title = plain[1];
    }
  }
  return std::string(title);
}

std::string TextOf(const MarkAttributes& attributes) {
  return std::string(attributes.Get({"description", "text", "subtitle", "answer"}));
}

bool IsVideoName(std::string_view name) {
  constexpr std::string_view kNames[] = {
      "youtube", "vimeo",       "video",  "youtubeembed",     "embed",    "iframe", "youtubevideo",
      "loom",    "youtubelite", "oembed", "liteyoutubeembed", "asciinema"};
  return base::IsAmong(kNames, OwnName(name));
}

bool IsReferenceName(std::string_view name) {
  constexpr std::string_view kNames[] = {"ref", "relref", "link", "post_url", "doc", "pageref"};
  return base::IsAmong(kNames, name);
}

std::string AddressOf(const MarkTag& tag, const MarkAttributes& attributes) {
  std::string_view address = attributes.Get({"href", "to", "url", "link", "src"});
  std::string_view id = attributes.Get({"id", "videoid", "video-id", "youtubeid"});
  if (!attributes.plain.empty() && tag.style != MarkStyle::kComponent) {
    const std::string_view first = attributes.plain.front();
    if (address.empty() && base::IsWebAddress(first)) address = first;
    if (id.empty()) id = first;
  }
  if (!address.empty()) return std::string(address);
  const std::string_view name = OwnName(tag.name);
  if (!IsId(id)) return {};
  if (name.find("youtube") != std::string_view::npos) {
    return "https://www.youtube.com/watch?v=" + std::string(id);
  }
  if (name == "vimeo") return "https://vimeo.com/" + std::string(id);
  if (name == "loom") return "https://www.loom.com/share/" + std::string(id);
  return {};
}

}  // namespace funnel::text
