// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "funnel/result.h"
#include "indexer/readers/file_finder.h"
#include "indexer/readers/source_text.h"

namespace funnel::readers {

/// The article in a Markdown file. What its front matter does not say: the title is the first
/// heading or the file's name; the id is `file.id`; language and family are CompleteFromPlace's.
/// Remarks of authors (text::WithoutRemarks) are no part of it.
/// Fails with kInvalidInput; the message is "file:line:column: error: what, and what to do".
/// Thread-safe.
Result<ReadArticle> ReadMarkdownArticle(std::string_view bytes, const SourceFile& file,
                                        const std::string& lang);

}  // namespace funnel::readers
