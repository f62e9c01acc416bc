// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "funnel/result.h"

namespace funnel::text {

/// What a web page says, and what it says of itself. All of it may be empty.
struct HtmlPage {
  std::string title;     ///< The main heading, or what the head declares, without the site's name.
  std::string summary;   ///< The declared description.
  std::string lang;      ///< As declared, not in canonical form.
  std::string url;       ///< The declared address (canonical), http or https.
  std::string created;   ///< As declared.
  std::string updated;   ///< As declared.
  std::string markdown;  ///< The content.
  /// Every <meta> with a name: that in lower case, and its content.
  std::vector<std::pair<std::string, std::string>> metas;
};

/// Reads a whole page, UTF-8 without control characters. Of the site around the article nothing is
/// taken: navigation, headers, footers, asides, dialogs, banners about cookies (by role or label),
/// hidden elements, controls, scripts, styles and embedded objects. Where the page has a <main>, or
/// one <article>, all else is left out. Fails with kInvalidInput as HtmlTree does.
Result<HtmlPage> ReadHtmlPage(std::string_view html);

/// A piece of HTML as GitHub-flavoured Markdown: headings, paragraphs, lists, tables, quotes, code
/// with its language, emphasis, links, and pictures with an alternative text. What ReadHtmlPage
/// leaves out is left out here, too. No HTML remains, and no link but IsAllowedLink allows it.
/// Text comes out of CommonMark as the text that it was. Fails as ReadHtmlPage does.
Result<std::string> HtmlToMarkdown(std::string_view html);

}  // namespace funnel::text
