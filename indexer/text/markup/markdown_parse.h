// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cmark-gfm.h>

#include <memory>
#include <string>

namespace funnel::text {

using MarkdownDocument = std::unique_ptr<cmark_node, void (*)(cmark_node*)>;

/// The tree of GitHub-flavoured Markdown. Thread-safe, one parse at a time.
MarkdownDocument ParseMarkdown(const std::string& markdown);

}  // namespace funnel::text
