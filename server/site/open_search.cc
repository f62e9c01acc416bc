// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/site/open_search.h"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "indexer/base/json.h"
#include "indexer/base/utf8.h"
#include "server/site/xml.h"

namespace funnel::site {

namespace {

/// The beginning of `name`, whole words where it has some, in the characters that OpenSearch allows
/// for a short name.
std::string_view ShortName(std::string_view name) {
  constexpr std::size_t kMost = 16;
  if (base::CountCharacters(name) <= kMost) return name;
  std::size_t end = 0;
  for (std::size_t i = 0; i < kMost; ++i) base::NextCharacter(name, end);
  const std::size_t space = name[end] == ' ' ? end : name.rfind(' ', end);
  return name.substr(0, space == std::string_view::npos ? end : space);
}

}  // namespace

std::string OpenSearchDescription(const UiTexts& ui, const std::string& address) {
  const std::string home = EscapeXml(address);
  const std::string& name = ui["site_name"];
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "<ShortName>{0}</ShortName>\n<LongName>{1}</LongName>\n<Description>{2}</Description>\n"
      "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
      "<Language>{3}</Language>\n"
      "<Image type=\"image/svg+xml\">{4}/assets/favicon.svg</Image>\n"
      "<Url type=\"text/html\" template=\"{4}/search?q={{searchTerms}}&amp;lang={3}\"/>\n"
      "<Url type=\"application/x-suggestions+json\" "
      "template=\"{4}{5}?q={{searchTerms}}&amp;lang={3}\"/>\n"
      "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" "
      "template=\"{4}/opensearch.xml?lang={3}\"/>\n"
      "</OpenSearchDescription>\n",
      EscapeXml(ShortName(name)), EscapeXml(name), EscapeXml(ui["home_lead"]), EscapeXml(ui.lang),
      home, kSuggestionsPath);
}

std::string SuggestionsJson(const std::string& query, const SuggestResponse& response) {
  base::JsonBuffer buffer;
  base::JsonWriter writer(buffer);
  writer.StartArray();
  base::JsonString(writer, query);
  writer.StartArray();
  for (const Suggestion& suggestion : response.suggestions) {
    base::JsonString(writer, base::ToValidUtf8(suggestion.text));
  }
  writer.EndArray();
  writer.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace funnel::site
