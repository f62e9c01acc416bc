// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace funnel::check {

/// A link or picture of a Markdown body.
struct MarkdownLink {
  std::string target;  ///< With character references and escapes resolved; not percent-decoded.
  bool image = false;
  std::size_t offset = 0;  ///< The first byte of the target in the body; of its block if the
                           ///< target is not written there (a reference defined elsewhere).
};

/// What the rules want to know of a Markdown body.
struct MarkdownFacts {
  std::vector<MarkdownLink> links;  ///< In order, those of raw HTML and of :::image::: too.
  std::string prose;                ///< The text outside code, HTML and addresses.
};

/// Reads `body`, GitHub-flavoured Markdown in valid UTF-8. Thread-safe.
MarkdownFacts ReadMarkdownFacts(std::string_view body);

}  // namespace funnel::check
