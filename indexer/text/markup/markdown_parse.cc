// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/text/markup/markdown_parse.h"

#include <cmark-gfm-core-extensions.h>

#include <mutex>

#include "indexer/text/markup/autolinks.h"

namespace funnel::text {

MarkdownDocument ParseMarkdown(const std::string& markdown) {
  // cmark-gfm switches the special characters of its extensions on and off in global tables while
  // it parses: one parse at a time.
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(
      cmark_parser_new(CMARK_OPT_DEFAULT), cmark_parser_free);
  const bool autolinks = AutolinksAreCheap(markdown);
  for (const std::string name : {"table", "strikethrough", "autolink", "tasklist"}) {
    if (name == "autolink" && !autolinks) continue;
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension(name.c_str()));
  }
  cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
  return {cmark_parser_finish(parser.get()), cmark_node_free};
}

}  // namespace funnel::text
