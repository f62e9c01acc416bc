// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::text {

/// Markdown as CommonMark has it, made of what publishing systems read as Markdown.
struct PublishedMarkdown {
  std::string text;
  std::vector<std::size_t> lines;  ///< For each of its lines, that of the source; both from 0.
};

/// Markdown with the marks of publishing systems as what they mean, where CommonMark would show
/// them as text. Code stays as it is. What has a title (or label, caption, summary) begins with
/// that as a bold paragraph; boxes become quotes; what belongs to the page only is dropped:
///   [!NOTE] [!INCLUDE [name](path)] [!VIDEO url]   dropped (docs.microsoft.com, GitHub, Adobe);
///   the
///                                                  quote around a note stays
///   [!INCLUDE [pn_product_name](path)]             the name of the product
///   [!DNL words] [!UICONTROL words]                the words
///   :::note[Title] ... :::                         a box (Docusaurus, VuePress, MyST); zones and
///                                                  rows are dropped, :::image alt-text="words":::
///                                                  is the words
///   !!! note "Title", ??? tip, === "Tab"           a box, or a part with a title, of the indented
///                                                  lines that follow (MkDocs)
///   {{< name ... >}} {{% name ... %}}              boxes, tabs, steps, cards by their names
///   (Hugo),
///                                                  figures, links to pages; else dropped, but for
///                                                  text="words": the words
///   {% name ... %}                                 the same (GitBook, Jekyll); {% raw %} is kept
///   {{ site.x }} {{ "/x" | relative_url }}         dropped; the path
///   <Name title="Title"> ... </Name>               the same (MDX); import and export are dropped
///   {: .class #id} {#id}                           an anchor, <a id="id"></a>
///   [^1], [^1]: text                               a numbered link to the note
///   [[Page|words]]                                 a link by name (kNamedLink)
///   :material-x: ==words== ++keys++                dropped; the words
/// Emphasis begins and ends beside the brackets of writings without spaces as if these were
/// letters.
PublishedMarkdown ReadPublishingMarks(std::string_view markdown);

/// The text of that.
std::string StripPublishingMarks(std::string_view markdown);

}  // namespace funnel::text
