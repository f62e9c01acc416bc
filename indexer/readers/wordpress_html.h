// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace funnel::readers {

/// The content of a post as WordPress stores it, as HTML.
struct WordpressHtml {
  std::string html;
  bool restricted = false;  ///< A shortcode of a membership plugin hides a part of it.
};

/// What WordPress does to the content of a post before a browser gets it:
///   - Shortcodes go, their text stays: [caption id="1"]<img> text[/caption] is the picture and the
///     text. So do titles in them ([tab title="Windows"]), as a paragraph. Taken for a shortcode is
///     what has a closing part, attributes (name="value") or a well-known name; other words in
///     brackets are text, and [[name]] is [name].
///   - Without blocks (<!-- wp:paragraph -->), blank lines part paragraphs and line breaks are
///   kept.
/// In <pre>, <code>, <script> and <style> nothing changes but the shortcodes of the first two.
WordpressHtml HtmlOfWordpress(std::string_view content);

}  // namespace funnel::readers
