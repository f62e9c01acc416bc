// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::answer {

/// The Markdown of an article as its page shows it: without the marks of publishing systems, as its
/// text and sections are without them (StripPublishingMarks).
std::string PageMarkdown(std::string_view body);

/// HTML that stands in Markdown, as Markdown without HTML (HtmlToMarkdown); empty for what shows
/// nothing or cannot be read.
std::string HtmlAsMarkdown(std::string_view html);

}  // namespace funnel::answer
