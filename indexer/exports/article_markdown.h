// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "funnel/article.h"
#include "funnel/result.h"

namespace funnel::exports {

/// `article` as a Markdown file (or a plain one) with front matter that ReadMarkdownArticle reads
/// back the same; it is read back to make sure. Fields that are empty or have their default are
/// left out. Fails with kInvalidInput for an article that no front matter can hold: only a program
/// makes one, not a file.
Result<std::string> ArticleToMarkdown(const Article& article);

}  // namespace funnel::exports
